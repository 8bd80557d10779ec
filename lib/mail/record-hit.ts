import { inWorkspace, type Tx } from "#db/client.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { recordConsents } from "../privacy/record-consents.ts";
import { leaveAll } from "../programmes/leave.ts";
import { agentReason } from "../traffic/detect.ts";
import type { MailToken } from "./links.ts";
import { lockMail, MAIL_EVENTS, type MailSubject, writeMailEvent } from "./write-mail-event.ts";

const MINUTE_MS = 60_000;

/** What came of a followed link: where a click leads (null: the mail has no such link), whether the mail is known. */
export type HitResult = { known: boolean; target: string | null };

/**
 * Records that a link of a mail was followed. The same within a minute, by the same sort of agent, counts once.
 * @param agent User-Agent of who asked; scanners and proxies are told by it (lib/traffic).
 */
export async function recordHit(token: MailToken, agent: string | null, at = new Date()): Promise<HitResult> {
  const { workspaceId, publicId } = token;
  return againWhereMoved(() =>
    inWorkspace(workspaceId, async (tx) => {
      const mail = await lockMail(tx, workspaceId, { publicId });
      if (mail === null) return { known: false, target: await targetOf(tx, token) };
      if (token.kind === "unsubscribe") {
        await unsubscribe(tx, workspaceId, mail, agent, at);
        return { known: true, target: null };
      }
      const url = token.kind === "click" ? mail.links[token.link] : undefined;
      if (token.kind === "click" && url === undefined) return { known: true, target: null };
      const sort = agentReason(MAIL_EVENTS[token.kind], agent) ?? "person";
      const minute = Math.floor(at.getTime() / MINUTE_MS);
      await writeMailEvent(tx, workspaceId, mail, {
        what: token.kind,
        at,
        mark: `${token.kind === "click" ? token.link : ""}/${sort}/${minute}`,
        agent,
        ...(token.kind === "click" && url ? { link: { number: token.link, url } } : {}),
      });
      return { known: true, target: url ?? null };
    }),
  );
}

/** Where a click in a mail that is to no lead leads: a test mail. Nothing is recorded. */
async function targetOf(tx: Tx, token: MailToken): Promise<string | null> {
  if (token.kind !== "click") return null;
  const found = await tx.$client.query<{ links: string[] }>(
    "select links from mails where workspace_id = $1 and public_id = $2",
    [token.workspaceId, token.publicId],
  );
  return found.rows[0]?.links[token.link] ?? null;
}

/** A no to marketing mails, with all that follows from it, in one transaction. Asked twice it is one no. */
async function unsubscribe(
  tx: Tx,
  workspaceId: number,
  mail: MailSubject,
  agent: string | null,
  at: Date,
): Promise<void> {
  const told = { leadId: mail.leadId, purpose: "marketing_email", state: "denied" as const, at };
  await recordConsents(tx, workspaceId, [told], { origin: "mail" });
  await leaveAll(tx, workspaceId, mail.leadId, "unsubscribed");
  await writeMailEvent(tx, workspaceId, mail, { what: "unsubscribe", at, mark: "", agent });
}
