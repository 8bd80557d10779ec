import { inWorkspace, workspaceIds } from "#db/client.ts";
import type { LeftReason } from "#db/schema/programmes.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { log } from "../log.ts";
import { leaveAll } from "../programmes/leave.ts";
import { whyNot } from "./permitted.ts";
import { type Letter, send, sender, type Verdict } from "./smtp.ts";
import { lockMail, writeMailEvent } from "./write-mail-event.ts";

/** How long one attempt owns a mail: longer than any takes, so a killed worker's mail is tried again soon after. */
const LEASE_SECONDS = 60;
/** Attempts at once, of one workspace and one job. */
const SENDERS = 4;
const MINUTE = 60;
/** Seconds to wait after each attempt that may be repeated: about two days in all, then it has failed. */
export const WAITS = [1, 5, 15, 60, 180, 360, 720, 1440].map((minutes) => minutes * MINUTE);

type Claimed = Letter & {
  id: number;
  attempts: number;
  kind: string;
  leadId: number | null;
  /** Why a programme may not write to this lead any more. */
  forbidden: LeftReason | null;
};

export type DeliverOptions = { signal?: AbortSignal };
/** What one run did, by how it went. */
export type Delivered = { sent: number; later: number; refused: number; held: number };

/** Sends what is due of one workspace's outbox, or of all; no transaction is open while a server is spoken to. */
export async function deliverMails(
  workspaceId?: number,
  { signal }: DeliverOptions = {},
): Promise<Delivered> {
  const done: Delivered = { sent: 0, later: 0, refused: 0, held: 0 };
  const from = sender();
  for (const id of workspaceId === undefined ? await workspaceIds() : [workspaceId]) {
    signal?.throwIfAborted();
    if (from === null) {
      done.held += await hold(id);
      continue;
    }
    const work = async () => {
      while (!signal?.aborted) {
        const mail = await claim(id);
        if (mail === null) return;
        if (mail.forbidden !== null) {
          await cancel(id, mail.id, mail.forbidden);
          continue;
        }
        const verdict = await send(mail, from);
        await record(id, mail, verdict);
        done[verdict.state]++;
      }
    };
    // One that throws leaves its mail to the lease; the others go on.
    const ended = await Promise.allSettled(Array.from({ length: SENDERS }, work));
    for (const end of ended)
      if (end.status === "rejected")
        log.error({ err: end.reason, workspaceId: id }, "a mail could not be delivered");
  }
  return done;
}

/** Without a server nothing waits: what was queued for one is held until somebody asks for it. */
async function hold(workspaceId: number): Promise<number> {
  return inWorkspace(workspaceId, async (tx) => {
    const held = await tx.$client.query(
      `update mails set state = 'held' where workspace_id = $1 and (state = 'queued' or (state = 'sending' and next_at <= now()))`,
      [workspaceId],
    );
    return held.rowCount ?? 0;
  });
}

/**
 * Takes one mail that is due, or whose last attempt never ended, for a lease; null where there is none. Materialized: else
 * a join may run the limited select once for each row, and take them all.
 */
async function claim(workspaceId: number): Promise<Claimed | null> {
  return inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<Claimed>(
      `with due as materialized (
         select id from mails where workspace_id = $1 and state in ('queued', 'sending') and next_at <= now()
         order by next_at, id for update skip locked limit 1)
       update mails m set state = 'sending', attempts = m.attempts + 1, next_at = now() + make_interval(secs => $2)
       from due where m.workspace_id = $1 and m.id = due.id
       returning m.id::int as id, m.attempts, m.kind, m.lead_id::int as "leadId",
         case when m.kind = 'programme' then (select ${whyNot("l")} from leads l where l.workspace_id = $1 and l.id = m.lead_id) end as forbidden,
         m.public_id as "publicId", m.to_address as "to", m.subject, m.html, m.text, m.headers`,
      [workspaceId, LEASE_SECONDS],
    );
    return found.rows[0] ?? null;
  });
}

/** When to try again, in seconds from now: a fifth more or less, so that mails do not come back together. */
export function waitAfter(attempts: number, random = Math.random()): number | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (0.8 + 0.4 * random));
}

/** Takes back a mail of a programme to whom none may be sent any more. */
async function cancel(workspaceId: number, id: number, reason: LeftReason): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    await tx.$client.query(
      "update mails set state = 'cancelled', last_error = $3 where workspace_id = $1 and id = $2 and state = 'sending'",
      [workspaceId, id, reason],
    );
  });
}

/** Writes what came of an attempt; nothing where a later attempt has taken the mail meanwhile. */
async function record(workspaceId: number, mail: Claimed, verdict: Verdict): Promise<void> {
  const wait = verdict.state === "later" ? waitAfter(mail.attempts) : null;
  const state = verdict.state === "sent" ? "sent" : wait === null ? "failed" : "queued";
  const error = verdict.state === "sent" ? null : verdict.error;
  await againWhereMoved(() =>
    inWorkspace(workspaceId, async (tx) => {
      const subject =
        mail.kind === "programme" && state !== "queued" ? await lockMail(tx, workspaceId, mail) : null;
      const noted = await tx.$client.query(
        `update mails set state = $4, last_error = $5, sent_at = case when $4 = 'sent' then now() end,
           next_at = now() + make_interval(secs => $6)
         where workspace_id = $1 and id = $2 and attempts = $3 and state = 'sending'`,
        [workspaceId, mail.id, mail.attempts, state, error, wait ?? 0],
      );
      if (subject === null || noted.rowCount === 0) return;
      const bounced = verdict.state === "refused" && verdict.bounced;
      if (bounced) await leaveAll(tx, workspaceId, subject.leadId, "bounced");
      const what = state === "sent" ? "sent" : bounced ? "bounced" : null;
      if (what) await writeMailEvent(tx, workspaceId, subject, { what, at: new Date(), mark: "" });
    }),
  );
}
