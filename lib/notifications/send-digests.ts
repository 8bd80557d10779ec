import { inWorkspace, type Tx, workspaceIds } from "#db/client.ts";
import { isTimeZone } from "../i18n/time-zone.ts";
import { queueMail } from "../mail/queue-mail.ts";
import type { Digest } from "./groups.ts";
import { digestMail, type Told } from "./notice-mail.ts";
import { digestSlot } from "./quiet-hours.ts";
import { MEMBER_ZONE } from "./recipients.ts";

const LISTED = 20;

type Row = {
  memberId: number;
  email: string;
  locale: string | null;
  zone: string;
  digest: Digest;
  digestHour: number;
  digestDay: number;
  digestAt: Date;
};

/**
 * Mails each member whose hour has come what is unread since the last digest; nothing where there is nothing. A process
 * that was down catches up with the newest one. Returns how many mails were queued.
 */
export async function sendDigests(signal?: AbortSignal, now = new Date()): Promise<number> {
  let sent = 0;
  for (const workspaceId of await workspaceIds()) {
    signal?.throwIfAborted();
    sent += await inWorkspace(workspaceId, (tx) => digestsOf(tx, workspaceId, now));
  }
  return sent;
}

async function digestsOf(tx: Tx, workspaceId: number, now: Date): Promise<number> {
  const { rows } = await tx.$client.query<Row>(
    `select m.id::int as "memberId", u.email, coalesce(u.locale, w.locale) as locale, ${MEMBER_ZONE} as zone, p.digest,
       p.digest_hour as "digestHour", p.digest_day as "digestDay", p.digest_at as "digestAt"
     from notification_preferences p join members m on m.workspace_id = $1 and m.id = p.member_id
     join users u on u.id = m.user_id join workspaces w on w.id = $1
     where p.workspace_id = $1 and p.digest <> 'off' and m.removed_at is null for update of p skip locked`,
    [workspaceId],
  );
  let sent = 0;
  for (const row of rows) {
    const slot = digestSlot(now, row, isTimeZone(row.zone) ? row.zone : "UTC");
    if (slot === null || slot <= row.digestAt) continue;
    if (await digestOf(tx, workspaceId, row, slot)) sent++;
    await tx.$client.query(
      "update notification_preferences set digest_at = $3 where workspace_id = $1 and member_id = $2",
      [workspaceId, row.memberId, slot],
    );
  }
  return sent;
}

async function digestOf(tx: Tx, workspaceId: number, row: Row, slot: Date): Promise<boolean> {
  const { memberId, email, digestAt } = row;
  const found = await tx.$client.query<Told & { total: number }>(
    `select kind, subject, payload, count(*) over ()::int as total from notifications
     where workspace_id = $1 and member_id = $2 and read_at is null and in_app and at > $3 and at <= $4
     order by id desc limit ${LISTED}`,
    [workspaceId, memberId, digestAt, slot],
  );
  const total = found.rows[0]?.total ?? 0;
  if (total === 0) return false;
  const letter = await digestMail(found.rows, total, row);
  const dedupe = `digest:${memberId}:${slot.getTime()}`;
  const mail = { ...letter, to: email, kind: "notification.digest", dedupe, memberId };
  return (await queueMail(tx, workspaceId, mail)) !== null;
}
