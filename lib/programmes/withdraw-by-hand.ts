import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { loadProgramme } from "./internal.ts";
import type { withdrawOperation } from "./operations.ts";
import { withdrawLead } from "./withdraw.ts";

/** Takes a lead out of a programme. @throws AppError `not_found`. */
export async function withdrawByHand(
  ctx: Context,
  { key, lead }: OperationInput<typeof withdrawOperation>,
): Promise<{ left: boolean }> {
  authorize(ctx, "programmes:enrol");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const { id } = await loadProgramme(tx, workspaceId, key);
    const leadId = await findLeadId(tx, workspaceId, lead);
    const left = await withdrawLead(tx, workspaceId, { programmeId: id, leadId }, "by_hand");
    if (left) await audit(tx, ctx, "programmes.withdraw", `lead:${leadId}`, { programme: key });
    return { left };
  });
}
