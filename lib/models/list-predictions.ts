import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLead } from "../leads/find-lead.ts";
import type { listPredictionsOperation } from "./operations.ts";
import type { Prediction, predictionsSchema } from "./schemas.ts";

/** What each predictive score said last of a lead, and why. @throws AppError `not_found`. */
export async function listPredictions(
  ctx: Context,
  input: OperationInput<typeof listPredictionsOperation>,
): Promise<z.infer<typeof predictionsSchema>> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { leadId } = await findLead(tx, workspaceId, input.id);
      const found = await tx.$client.query<Omit<Prediction, "at"> & { at: Date }>(
        `select m.key as model, m.name, p.version, p.at, p.probability, p.reasons from predictions p
         join models m on m.workspace_id = p.workspace_id and m.id = p.model_id
         join leads l on l.workspace_id = p.workspace_id and l.id = p.lead_id
         where p.workspace_id = $1 and p.lead_id = $2 and l.joined_into is null and l.objected_at is null
         order by m.name, m.id limit 50`,
        [workspaceId, leadId],
      );
      return { predictions: found.rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
    },
    { readOnly: true },
  );
}
