import { tellLead } from "../leads/write.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import type { Perform } from "./action-run.ts";

/** Tells the lead an attribute, as an import would, and scores it anew; what that brings is one further in the chain. */
export const performSetAttribute: Perform<"set_attribute"> = async (tx, run) => {
  const { workspaceId, leadId, action } = run;
  const now = new Date();
  await tellLead(tx, workspaceId, leadId, { [action.attribute]: action.value }, now);
  const found = await tx.$client.query<{ chain: number }>(
    "select chain from action_runs where workspace_id = $1 and id = $2",
    [workspaceId, run.id],
  );
  const chain = (found.rows[0]?.chain ?? 0) + 1;
  await rescoreLeads(tx, workspaceId, { ids: [leadId] }, now, "attribute", chain);
  const value = typeof action.value === "boolean" ? String(action.value) : action.value;
  return { state: "done", result: { attribute: action.attribute, value } };
};
