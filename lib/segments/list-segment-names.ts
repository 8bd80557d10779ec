import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";

/** Keys and names of the segments in their order, without counting anything. */
export async function listSegmentNames(ctx: Context): Promise<{ key: string; name: string }[]> {
  authorize(ctx, "segments:read");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const found = await tx.$client.query<{ key: string; name: string }>(
        "select key, name from segments where workspace_id = $1 order by position, id",
        [ctx.workspaceId],
      );
      return found.rows;
    },
    { readOnly: true },
  );
}
