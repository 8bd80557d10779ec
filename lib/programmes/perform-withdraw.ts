import type { Perform } from "../actions/action-run.ts";
import { findProgramme } from "./internal.ts";
import { withdrawLead } from "./withdraw.ts";

/** The action `withdraw`: skipped where the programme is gone or the lead is not in it. */
export const performWithdraw: Perform<"withdraw"> = async (tx, { workspaceId, leadId, action }) => {
  const programme = await findProgramme(tx, workspaceId, action.programme);
  if (!programme) return { state: "skipped", why: "unknown_programme" };
  const left = await withdrawLead(tx, workspaceId, { programmeId: programme.id, leadId }, "withdrawn");
  return left
    ? { state: "done", result: { programme: programme.key } }
    : { state: "skipped", why: "not_enrolled" };
};
