import { inWorkspace } from "#db/client.ts";
import { actingMemberId, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { countUnread } from "./list-notifications.ts";
import type { markReadOperation } from "./operations.ts";

/** Marks the acting member's notifications as read; ids of others are passed over. */
export async function markRead(
  ctx: Context,
  input: OperationInput<typeof markReadOperation>,
): Promise<{ unread: number }> {
  const { workspaceId } = ctx;
  const memberId = actingMemberId(ctx);
  return inWorkspace(workspaceId, async (tx) => {
    await tx.$client.query(
      `update notifications set read_at = now() where workspace_id = $1 and member_id = $2 and read_at is null
       and ($3::bigint[] is null or id = any($3::bigint[]))`,
      [workspaceId, memberId, input.ids ?? null],
    );
    return { unread: await countUnread(tx, workspaceId, memberId) };
  });
}
