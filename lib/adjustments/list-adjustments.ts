import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { loadAdjustments } from "./internal.ts";
import type { listAdjustmentsOperation } from "./operations.ts";
import type { LeadAdjustment } from "./schemas.ts";

/** What was given to a lead by hand. @throws AppError `not_found`. */
export async function listAdjustments(
  ctx: Context,
  { id }: OperationInput<typeof listAdjustmentsOperation>,
): Promise<{ adjustments: LeadAdjustment[] }> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => ({
      adjustments: await loadAdjustments(tx, workspaceId, await findLeadId(tx, workspaceId, id)),
    }),
    { readOnly: true },
  );
}
