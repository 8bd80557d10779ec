import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { enrolLeads } from "../programmes/enrol.ts";
import { findProgramme, type ProgrammeRow } from "../programmes/internal.ts";
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

export type Rejection = { reason: string; note?: string; recycle?: boolean; programme?: string };

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
  const programme =
    input.programme === undefined ? null : await readProgramme(tx, workspaceId, input.programme, recycle);
  const stage = recycle ? "recycled" : "disqualified";
  const decision = await decide(tx, ctx, handover, { state: "rejected", stage, reason, ownerId }, deed);
  await audit(tx, ctx, "queue.reject", `handover:${handover.id}`, {
    lead: handover.leadId,
    reason,
    note: input.note ?? null,
    recycle,
    programme: programme?.key ?? null,
  });
  if (!programme) return decision;
  const { refused } = await enrolLeads(
    tx,
    workspaceId,
    { programme, leadIds: [handover.leadId], origin: "queue", memberId: actingMemberId(ctx) },
    // The decision's instant marks it as this decision's, for taking it back.
    new Date(decision.decided_at ?? Date.now()),
  );
  return { ...decision, not_enrolled: refused.get(handover.leadId) ?? null };
}

/** @throws AppError `invalid` for a programme that is not there, is no more than a draft, or is named for a lead to drop. */
async function readProgramme(
  tx: Tx,
  workspaceId: number,
  key: string,
  recycle: boolean,
): Promise<ProgrammeRow> {
  const programme = await findProgramme(tx, workspaceId, key);
  const unfit = (message: string) => invalid([{ path: "programme", message }]);
  if (!recycle) throw unfit("Only a lead that is recycled enters a programme");
  if (!programme) throw unfit("There is no programme of this key");
  if (programme.state === "draft") throw unfit("The programme is still a draft");
  return programme;
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
