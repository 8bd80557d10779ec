import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { segments } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { lockSegments, storeOrder } from "./internal.ts";
import type { deleteSegmentOperation } from "./operations.ts";

/**
 * Deletes a segment that no version of any sheet was ever for, and no predictive score is of.
 * @throws AppError `not_found`; `conflict` naming the sheets and scores that use it.
 */
export async function deleteSegment(
  ctx: Context,
  input: OperationInput<typeof deleteSegmentOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "segments:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const before = await lockSegments(tx, workspaceId);
    const segment = before.find(({ key }) => key === input.key);
    if (!segment) throw notFound("Segment");
    // A draft that is being saved for it holds the row until it is there to be counted.
    await tx.$client.query("select 1 from segments where workspace_id = $1 and id = $2 for update", [
      workspaceId,
      segment.id,
    ]);
    const used = await tx.$client.query<{ name: string }>(
      `select distinct s.name from sheet_versions v join sheets s on s.workspace_id = v.workspace_id and s.id = v.sheet_id
       where v.workspace_id = $1 and v.segment_id = $2
       union select m.name from models m where m.workspace_id = $1 and m.segment_id = $2 order by 1`,
      [workspaceId, segment.id],
    );
    if (used.rows.length > 0) {
      const names = used.rows.map((row) => row.name).join(", ");
      throw conflict("Sheets or predictive scores are for this segment, so it cannot be deleted", [
        { path: "key", message: `Used by ${names}`, code: "segment_in_use", params: { sheets: names } },
      ]);
    }
    await tx.delete(segments).where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segment.id)));
    await storeOrder(
      tx,
      workspaceId,
      before.filter(({ id }) => id !== segment.id).map(({ id }) => id),
    );
    await audit(tx, ctx, "segments.delete", `segment:${input.key}`, {
      name: segment.name,
      when: segment.condition,
    });
    return { key: input.key };
  });
}
