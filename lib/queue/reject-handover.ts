import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { unstorable } from "../storable.ts";
import { type Deed, newDeed } from "./deeds.ts";
import { assertMine, assertOpen, decide, lockHandover } from "./internal.ts";
import type { rejectHandoverOperation } from "./operations.ts";
import type { Decision } from "./schemas.ts";

const OTHER = "other";

/**
 * Sends a lead back to marketing with a reason out of the workspace's list: stage `recycled`, or `disqualified` where it is
 * not to be nurtured. With `other` the note is kept as "other: note".
 * @throws AppError `not_found`, `invalid` for a reason that is not in the list, `conflict` naming who decided before or
 *   who has claimed it.
 */
export async function rejectHandover(
  ctx: Context,
  input: OperationInput<typeof rejectHandoverOperation>,
): Promise<Decision> {
  authorize(ctx, "queue:work");
  return inWorkspace(ctx.workspaceId, (tx) => rejectIn(tx, ctx, input, newDeed("reject")));
}

export type Rejection = { reason: string; note?: string; recycle?: boolean };

export async function rejectIn(
  tx: Tx,
  ctx: Context,
  input: Rejection & { id: number },
  deed: Deed,
): Promise<Decision> {
  const { workspaceId } = ctx;
  const handover = await lockHandover(tx, workspaceId, input.id);
  const reason = await readReason(tx, workspaceId, input);
  await assertOpen(tx, ctx, handover);
  await assertMine(tx, ctx, handover);
  const { ownerId } = handover;
  const recycle = input.recycle ?? true;
  const stage = recycle ? "recycled" : "disqualified";
  const decision = await decide(tx, ctx, handover, { state: "rejected", stage, reason, ownerId }, deed);
  await audit(tx, ctx, "queue.reject", `handover:${handover.id}`, {
    lead: handover.leadId,
    reason,
    note: input.note ?? null,
    recycle,
  });
  return decision;
}

/** The reasons a rep may give, the first offered first. */
export async function rejectionReasons(tx: Tx, workspaceId: number): Promise<string[]> {
  const found = await tx.$client.query<{ reasons: string[] }>(
    "select rejection_reasons as reasons from workspaces where id = $1",
    [workspaceId],
  );
  return found.rows[0]?.reasons ?? [];
}

/** The reason as it is kept. @throws AppError `invalid`. */
export async function readReason(
  tx: Tx,
  workspaceId: number,
  given: { reason: string; note?: string },
): Promise<string> {
  const unfit = unstorable(given.note ?? "", "note");
  if (unfit) throw invalid([{ path: "note", message: unfit }]);
  const reasons = await rejectionReasons(tx, workspaceId);
  if (!reasons.includes(given.reason)) {
    const options = reasons.join(", ");
    throw invalid([
      { path: "reason", message: `Expected one of: ${options}`, code: "unknown_reason", params: { options } },
    ]);
  }
  return given.reason === OTHER && given.note ? `${OTHER}: ${given.note}` : given.reason;
}
