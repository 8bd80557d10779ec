import { recordStages } from "../leads/record-stages.ts";
import type { Stage } from "../leads/stages.ts";
import type { Perform } from "./action-run.ts";

/** Stages that sales and its CRM have not taken up: only from these may an action move a lead. */
const BEFORE_SALES: readonly Stage[] = ["lead", "mql", "recycled", "disqualified"];

/** Records a stage. What sales has accepted is theirs: a lead that is further on is left where it is. */
export const performSetStage: Perform<"set_stage"> = async (tx, { workspaceId, leadId, action }) => {
  const found = await tx.$client.query<{ stage: Stage }>(
    "select stage from leads where workspace_id = $1 and id = $2",
    [workspaceId, leadId],
  );
  const stage = found.rows[0]?.stage ?? "lead";
  if (stage === action.stage) return { state: "skipped", why: "same_stage" };
  if (!BEFORE_SALES.includes(stage)) return { state: "skipped", why: "further_on" };
  await recordStages(tx, workspaceId, [{ leadId, stage: action.stage, at: new Date() }], {
    origin: "action",
  });
  return { state: "done", result: { from: stage, to: action.stage } };
};
