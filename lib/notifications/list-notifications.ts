import { inWorkspace, type Tx } from "#db/client.ts";
import { actingMemberId, type Context } from "../context.ts";
import type { Notification, NotificationList } from "./schemas.ts";

const SHOWN = 30;
const COUNT_LIMIT = 100;

type Row = {
  id: number;
  kind: Notification["kind"];
  subject: string;
  payload: Notification["payload"];
  at: Date;
  readAt: Date | null;
};

/** How many of a member's notifications are unread, up to 100. */
export async function countUnread(tx: Tx, workspaceId: number, memberId: number | null): Promise<number> {
  const found = await tx.$client.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from notifications
     where workspace_id = $1 and member_id = $2 and read_at is null and in_app limit $3) unread`,
    [workspaceId, memberId, COUNT_LIMIT],
  );
  return found.rows[0]?.n ?? 0;
}

/** The acting member's newest notifications; the product itself has none. Any role may ask, for its own alone. */
export async function listNotifications(ctx: Context): Promise<NotificationList> {
  const { workspaceId } = ctx;
  const memberId = actingMemberId(ctx);
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const found = await tx.$client.query<Row>(
        `select id::int as id, kind, subject, payload, at, read_at as "readAt" from notifications
         where workspace_id = $1 and member_id = $2 and in_app order by id desc limit $3`,
        [workspaceId, memberId, SHOWN],
      );
      return {
        unread: await countUnread(tx, workspaceId, memberId),
        notifications: found.rows.map(({ at, readAt, ...row }) => ({
          ...row,
          at: at.toISOString(),
          read_at: readAt?.toISOString() ?? null,
        })),
      };
    },
    { readOnly: true },
  );
}
