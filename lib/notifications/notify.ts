import type { Tx } from "#db/client.ts";
import { notifications } from "#db/schema/index.ts";
import { sendJob } from "../jobs/boss.ts";
import type { Channel } from "./groups.ts";
import { recipientsOf } from "./recipients.ts";
import type { Notification } from "./schemas.ts";

export type Notice = Pick<Notification, "kind" | "subject" | "payload"> & {
  /** Members are told once of what has the same mark, however often it is said. */
  dedupe?: string;
  /** Left out: as each member wants it. */
  channels?: readonly Channel[];
};

/**
 * Tells members something in the caller's transaction, in the app or by mail as they want it; returns how many were told.
 * Mails wait for the end of a member's quiet hours.
 */
export async function notify(
  tx: Tx,
  workspaceId: number,
  memberIds: Iterable<number>,
  { channels, ...notice }: Notice,
  now = new Date(),
): Promise<number> {
  const recipients = await recipientsOf(tx, workspaceId, memberIds, notice.kind, channels, now);
  if (recipients.length === 0) return 0;
  const made = await tx
    .insert(notifications)
    .values(recipients.map((recipient) => ({ workspaceId, ...recipient, ...notice })))
    .onConflictDoNothing()
    .returning({ mailAt: notifications.mailAt });
  // What waits is found by the job that looks each minute.
  if (made.some(({ mailAt }) => mailAt !== null && mailAt <= now))
    await sendJob(tx, "notifications.mail", { workspaceId });
  return made.length;
}
