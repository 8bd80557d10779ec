import type { Tx } from "#db/client.ts";
import { notifications } from "#db/schema/index.ts";
import type { Notification } from "./schemas.ts";

export type Notice = Pick<Notification, "kind" | "subject" | "payload"> & {
  /** Members are told once of what has the same mark, however often it is said. */
  dedupe?: string;
};

/** Tells members something in the caller's transaction; returns how many were told. */
export async function notify(
  tx: Tx,
  workspaceId: number,
  memberIds: Iterable<number>,
  notice: Notice,
): Promise<number> {
  const rows = [...new Set(memberIds)].map((memberId) => ({ workspaceId, memberId, ...notice }));
  if (rows.length === 0) return 0;
  const made = await tx
    .insert(notifications)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  return made.length;
}
