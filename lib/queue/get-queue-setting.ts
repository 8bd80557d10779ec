import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { rejectionReasons } from "./reject-handover.ts";

/** What the queue's screen needs besides its rows: the reasons to offer, and whether any sheet can hand over. */
export async function getQueueSetting(ctx: Context): Promise<{ reasons: string[]; hasActiveSheet: boolean }> {
  authorize(ctx, "queue:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const active = await tx.$client.query(
        "select 1 from sheet_versions where workspace_id = $1 and state = 'active' limit 1",
        [workspaceId],
      );
      return { reasons: await rejectionReasons(tx, workspaceId), hasActiveSheet: active.rows.length > 0 };
    },
    { readOnly: true },
  );
}
