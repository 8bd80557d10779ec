import { inWorkspace } from "#db/client.ts";
import type { Context } from "../context.ts";
import { writeLeads } from "../leads/write.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { createConnection } from "./create-connection.ts";
import type { TestHubspot } from "./hubspot/testing.ts";
import { noteScoreChanges } from "./note-score-changes.ts";
import type { CrmSettings } from "./states.ts";

/** Connects a HubSpot of a test; returns the connection's id and key. */
export async function connectHubspot(
  ctx: Context,
  hubspot: TestHubspot,
  settings: Partial<CrmSettings> = {},
): Promise<{ id: number; key: string }> {
  const credentials = { token: hubspot.token };
  const made = await createConnection(ctx, {
    name: "HubSpot",
    kind: "hubspot",
    base_url: hubspot.url,
    credentials,
  });
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const found = await tx.$client.query<{ id: number }>(
      `update crm_connections set settings = settings || $3::jsonb where workspace_id = $1 and key = $2
       returning id::int as id`,
      [ctx.workspaceId, made.key, JSON.stringify(settings)],
    );
    return { id: found.rows[0]?.id ?? 0, key: made.key };
  });
}

/** Writes leads with these attributes, scores them and notes it, as a rescore does; returns their ids in order. */
export function scored(
  workspaceId: number,
  leads: { email: string; attributes?: Record<string, unknown> }[],
): Promise<number[]> {
  const now = new Date();
  return inWorkspace(workspaceId, async (tx) => {
    const written = await writeLeads(
      tx,
      workspaceId,
      leads.map(({ email, attributes = {} }) => ({ email, attributes, knownAt: now })),
    );
    const ids = written.map(({ leadId }) => leadId);
    await rescoreLeads(tx, workspaceId, { ids }, now, "attribute");
    await noteScoreChanges(tx, workspaceId, ids);
    return ids;
  });
}

export const waitingOf = (
  workspaceId: number,
): Promise<{ leadId: number; state: string; text: string | null }[]> =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ leadId: number; state: string; text: string | null }>(
      `select lead_id::int as "leadId", state, error_text as text from crm_changes where workspace_id = $1 order by lead_id`,
      [workspaceId],
    );
    return found.rows;
  });

export type StageRow = { leadId: number; stage: string; value: number | null; at: Date };
export const stagesOf = (workspaceId: number): Promise<StageRow[]> =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<StageRow>(
      `select lead_id::int as "leadId", stage, value, at from stage_history where workspace_id = $1 and origin = 'crm'
       order by lead_id, at, id`,
      [workspaceId],
    );
    return found.rows;
  });
