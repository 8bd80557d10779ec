import { inWorkspace, type Tx, workspaceIds } from "#db/client.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { noticeMail } from "./notice-mail.ts";
import { MEMBER_ZONE } from "./recipients.ts";
import type { Notification } from "./schemas.ts";

const BATCH = 200;

type Row = Pick<Notification, "id" | "kind" | "subject" | "payload"> & {
  memberId: number;
  email: string;
  locale: string | null;
  zone: string;
  removed: boolean;
};

/** Puts notifications whose time for a mail has come into the outbox, of one workspace or of all; returns how many. */
export async function mailDue(workspaceId?: number, signal?: AbortSignal, now = new Date()): Promise<number> {
  let mailed = 0;
  for (const id of workspaceId === undefined ? await workspaceIds() : [workspaceId]) {
    for (;;) {
      signal?.throwIfAborted();
      const seen = await inWorkspace(id, (tx) => mailBatch(tx, id, now));
      mailed += seen.mailed;
      if (seen.rows < BATCH) break;
    }
  }
  return mailed;
}

async function mailBatch(tx: Tx, workspaceId: number, now: Date): Promise<{ rows: number; mailed: number }> {
  const { rows } = await tx.$client.query<Row>(
    `select n.id::int as id, n.kind, n.subject, n.payload, m.id::int as "memberId", u.email, coalesce(u.locale, w.locale) as locale,
       ${MEMBER_ZONE} as zone, m.removed_at is not null as removed
     from notifications n join members m on m.workspace_id = $1 and m.id = n.member_id
     join users u on u.id = m.user_id join workspaces w on w.id = $1
     where n.workspace_id = $1 and n.mail_at <= $2 order by n.mail_at, n.id limit ${BATCH} for update of n skip locked`,
    [workspaceId, now],
  );
  let mailed = 0;
  // Whoever was removed since is mailed nothing.
  for (const { id, memberId, email, removed, ...told } of rows) {
    if (removed) continue;
    const letter = await noticeMail(told, told);
    const kind = `notification.${told.kind}`;
    const dedupe = `notification:${id}`;
    if (await queueMail(tx, workspaceId, { ...letter, to: email, kind, dedupe, memberId })) mailed++;
  }
  await tx.$client.query(
    "update notifications set mail_at = null where workspace_id = $1 and id = any($2::bigint[])",
    [workspaceId, rows.map(({ id }) => id)],
  );
  return { rows: rows.length, mailed };
}
