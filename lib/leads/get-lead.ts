import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { compileCondition } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { findLeadId } from "./find-lead.ts";
import { memberNames } from "./owners.ts";
import type { Lead } from "./schemas.ts";
import { loadVersionNames, SHOWN_VERSION, type StoredScoreRow, toShortScore } from "./score-names.ts";
import type { Stage } from "./stages.ts";

type LeadRow = {
  id: string;
  email: string | null;
  external_id: string | null;
  display_name: string | null;
  attributes: Record<string, unknown>;
  stage: Stage;
  stage_at: Date | null;
  owner_id: string | null;
  last_event_at: Date | null;
  created_at: Date;
  objected_at: Date | null;
};

/** A lead with all that is known of it. @throws AppError `not_found`. */
export async function getLead(ctx: Context, input: { id: string }): Promise<Lead> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const id = await findLeadId(tx, workspaceId, input.id);
      const { rows } = await tx.$client.query<LeadRow>(
        `select id, email, external_id, display_name, attributes, stage, stage_at, owner_id, last_event_at, created_at,
           objected_at from leads where workspace_id = $1 and id = $2`,
        [workspaceId, id],
      );
      const [row] = rows;
      if (!row) throw notFound("Lead");
      const owner = row.owner_id === null ? null : Number(row.owner_id);
      const owners = await memberNames(tx, workspaceId, [row.owner_id]);
      return {
        id,
        email: row.email,
        user_id: row.external_id,
        name: row.display_name,
        stage: row.stage,
        stage_at: row.stage_at?.toISOString() ?? null,
        objected_at: row.objected_at?.toISOString() ?? null,
        owner: owner === null ? null : { id: owner, name: owners.get(owner) ?? `#${owner}` },
        last_event_at: row.last_event_at?.toISOString() ?? null,
        created_at: row.created_at.toISOString(),
        attributes: row.attributes,
        ...(await loadFacts(tx, workspaceId, id)),
        segments: await segmentsOf(tx, workspaceId, row.attributes),
        scores: await scoresOf(tx, workspaceId, id),
        sheets: await loadSheets(tx, workspaceId),
      };
    },
    { readOnly: true },
  );
}

async function loadFacts(
  tx: Tx,
  workspaceId: number,
  leadId: number,
): Promise<Pick<Lead, "identities" | "known_at">> {
  const identities = await tx.$client.query<Lead["identities"][number]>(
    `select kind, value from lead_identities where workspace_id = $1 and lead_id in (
       select $2::bigint union all select id from leads where workspace_id = $1 and joined_into = $2)
     order by array_position(array['user', 'email', 'anonymous'], kind), created_at, value limit 100`,
    [workspaceId, leadId],
  );
  const known = await tx.$client.query<{ key: string; known_at: Date }>(
    `select key, max(known_at) as known_at from lead_attributes where workspace_id = $1 and lead_id = $2 group by key`,
    [workspaceId, leadId],
  );
  return {
    identities: identities.rows,
    known_at: Object.fromEntries(known.rows.map((row) => [row.key, row.known_at.toISOString()])),
  };
}

async function segmentsOf(
  tx: Tx,
  workspaceId: number,
  attributes: Record<string, unknown>,
): Promise<Lead["segments"]> {
  const found = await tx.$client.query<{ key: string; name: string; condition: Condition }>(
    "select key, name, condition from segments where workspace_id = $1 order by position, id",
    [workspaceId],
  );
  return found.rows
    .filter(({ condition }) => compileCondition(condition).test(attributes, Date.now()))
    .map(({ key, name }) => ({ key, name }));
}

type ScoreRow = StoredScoreRow & { is_primary: boolean; scored_at: Date };

async function scoresOf(tx: Tx, workspaceId: number, leadId: number): Promise<Lead["scores"]> {
  const { rows } = await tx.$client.query<ScoreRow>(
    `select ${SHOWN_VERSION}, total, label, group_key, excluded, is_primary, scored_at from scores s
     where workspace_id = $1 and lead_id = $2 order by is_primary desc, sheet_id`,
    [workspaceId, leadId],
  );
  const versions = await loadVersionNames(
    tx,
    workspaceId,
    rows.map((row) => Number(row.version_id)),
  );
  return rows.map((row) => ({
    ...toShortScore(row, versions),
    primary: row.is_primary,
    scored_at: row.scored_at.toISOString(),
  }));
}

async function loadSheets(tx: Tx, workspaceId: number): Promise<Lead["sheets"]> {
  const found = await tx.$client.query<Lead["sheets"][number]>(
    `select h.key, h.name, json_agg(json_build_object('number', v.number, 'state', v.state) order by v.number desc) as versions
     from sheets h join sheet_versions v on v.workspace_id = h.workspace_id and v.sheet_id = h.id
     where h.workspace_id = $1 group by h.id, h.key, h.name order by h.id`,
    [workspaceId],
  );
  return found.rows;
}
