import type { Tx } from "#db/client.ts";
import { conflict } from "../errors.ts";

/** Whether this person objects to being profiled. */
export async function objects(tx: Tx, workspaceId: number, leadId: number): Promise<boolean> {
  const { rowCount } = await tx.$client.query(
    "select from leads where workspace_id = $1 and id = $2 and objected_at is not null",
    [workspaceId, leadId],
  );
  return rowCount === 1;
}

/** @throws AppError `conflict` for a lead that objects to profiling: no score of it is computed, not even of a past instant. */
export async function assertScored(tx: Tx, workspaceId: number, leadId: number): Promise<void> {
  if (!(await objects(tx, workspaceId, leadId))) return;
  const message = "The person objects to profiling: this lead is not scored";
  throw conflict(message, [{ path: "id", message, code: "objected" }]);
}
