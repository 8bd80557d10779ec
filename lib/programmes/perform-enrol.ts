import type { Perform } from "../actions/action-run.ts";
import { enrolLeads } from "./enrol.ts";
import { findProgramme } from "./internal.ts";

/** The action `enrol`: skipped where the programme is gone or a draft, or the lead may not be written to or is in it. */
export const performEnrol: Perform<"enrol"> = async (tx, { workspaceId, leadId, action }) => {
  const programme = await findProgramme(tx, workspaceId, action.programme);
  if (!programme) return { state: "skipped", why: "unknown_programme" };
  if (programme.state === "draft") return { state: "skipped", why: "programme_not_running" };
  const { enrolled, refused } = await enrolLeads(tx, workspaceId, {
    programme,
    leadIds: [leadId],
    origin: "action",
  });
  if (enrolled.length === 0) return { state: "skipped", why: refused.get(leadId) ?? "lead_gone" };
  return { state: "done", result: { programme: programme.key } };
};
