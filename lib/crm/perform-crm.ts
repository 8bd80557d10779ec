import type { Perform } from "../actions/action-run.ts";
import { noteScoreChanges } from "./note-score-changes.ts";

/** Tells one CRM, or all, the lead's score as it is when it is told. A run that is done again tells the same. */
export const performCrm: Perform<"crm"> = async (tx, { workspaceId, leadId, action }) => {
  const connections = await tx.$client.query<{ id: string; key: string }>(
    "select id, key from crm_connections where workspace_id = $1 and ($2::text is null or key = $2) order by id",
    [workspaceId, action.connection],
  );
  if (connections.rows.length === 0) return { state: "skipped", why: "no_connection" };
  const lead = await tx.$client.query<{ objects: boolean }>(
    "select objected_at is not null as objects from leads where workspace_id = $1 and id = $2",
    [workspaceId, leadId],
  );
  const [found] = lead.rows;
  if (!found) return { state: "skipped", why: "lead_gone" };
  if (found.objects) return { state: "skipped", why: "objected" };
  for (const { id } of connections.rows) await noteScoreChanges(tx, workspaceId, [leadId], Number(id));
  return { state: "done", result: { connections: connections.rows.map(({ key }) => key).join(", ") } };
};
