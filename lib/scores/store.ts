import type { Tx } from "#db/client.ts";
import type { Changes, StoredScore } from "./changes.ts";
import { type Which, whichParameters } from "./histories.ts";

/** Texts as PostgreSQL sends them: nothing is parsed that is only compared. */
type ScoreRow = [
  leadId: string,
  sheetId: string,
  versionId: string,
  total: number,
  dimensions: string,
  label: string | null,
  groupKey: string | null,
  excluded: string | null,
  isPrimary: boolean,
  nextChangeAt: string | null,
];

/** Stored scores of these leads, by lead and sheet. */
export async function readStored(
  tx: Tx,
  workspaceId: number,
  which: Which,
): Promise<Map<number, Map<number, StoredScore>>> {
  const { kind, sql, values } = whichParameters(which, "lead_id", 2);
  const found = await tx.$client.query<ScoreRow>({
    name: `scores.stored.${kind}`,
    text: `select lead_id::text, sheet_id::text, version_id::text, total, dimensions::text, label, group_key, excluded,
             is_primary, date_part('epoch', next_change_at)::text
           from scores where workspace_id = $1 and ${sql}`,
    values: [workspaceId, ...values],
    rowMode: "array",
  });
  const byLead = new Map<number, Map<number, StoredScore>>();
  for (const [
    lead,
    sheet,
    version,
    total,
    dimensions,
    label,
    groupKey,
    excluded,
    isPrimary,
    next,
  ] of found.rows) {
    const leadId = Number(lead);
    const sheetId = Number(sheet);
    const nextChangeAt = next === null ? null : Math.round(Number(next) * 1000);
    const versionId = Number(version);
    const score = {
      leadId,
      sheetId,
      versionId,
      total,
      dimensions,
      label,
      groupKey,
      excluded,
      isPrimary,
      nextChangeAt,
    };
    const ofLead = byLead.get(leadId);
    if (ofLead) ofLead.set(sheetId, score);
    else byLead.set(leadId, new Map([[sheetId, score]]));
  }
  return byLead;
}

const instantOrNull = (ms: number | null) => (ms === null ? null : new Date(ms));

/** Writes changed scores and their history as of `asOf`, in a fixed number of statements. */
export async function writeChanges(
  tx: Tx,
  workspaceId: number,
  changes: Changes,
  asOf: Date,
  cause: string,
): Promise<void> {
  const { upserts, history, groupChanges, removals, leads } = changes;
  if (removals.length > 0) {
    await tx.$client.query(
      `delete from scores s using unnest($2::bigint[], $3::bigint[]) as r (lead_id, sheet_id)
       where s.workspace_id = $1 and s.lead_id = r.lead_id and s.sheet_id = r.sheet_id`,
      [workspaceId, removals.map((r) => r.leadId), removals.map((r) => r.sheetId)],
    );
  }
  if (upserts.length > 0) await upsertScores(tx, workspaceId, upserts, asOf);
  if (history.length > 0) {
    await tx.$client.query(
      `insert into score_history (workspace_id, lead_id, sheet_id, at, version_id, total, label, group_key, excluded)
       select $1, h.lead_id, h.sheet_id, $2, h.version_id, h.total, h.label, h.group_key, h.excluded
       from unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::float8[], $7::text[], $8::text[], $9::text[])
         as h (lead_id, sheet_id, version_id, total, label, group_key, excluded)
       on conflict (workspace_id, lead_id, sheet_id, at) do update set version_id = excluded.version_id,
         total = excluded.total, label = excluded.label, group_key = excluded.group_key, excluded = excluded.excluded`,
      [
        workspaceId,
        asOf,
        history.map((h) => h.leadId),
        history.map((h) => h.sheetId),
        history.map((h) => h.versionId),
        history.map((h) => h.total),
        history.map((h) => h.label),
        history.map((h) => h.groupKey),
        history.map((h) => h.excluded),
      ],
    );
  }
  if (groupChanges.length > 0) {
    await tx.$client.query(
      `insert into group_changes (workspace_id, lead_id, sheet_id, version_id, at, from_group, to_group, total, cause)
       select $1, g.lead_id, g.sheet_id, g.version_id, $2, g.from_group, g.to_group, g.total, $9
       from unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::float8[])
         as g (lead_id, sheet_id, version_id, from_group, to_group, total)`,
      [
        workspaceId,
        asOf,
        groupChanges.map((g) => g.leadId),
        groupChanges.map((g) => g.sheetId),
        groupChanges.map((g) => g.versionId),
        groupChanges.map((g) => g.fromGroup),
        groupChanges.map((g) => g.toGroup),
        groupChanges.map((g) => g.total),
        cause,
      ],
    );
  }
  if (leads.length > 0) {
    await tx.$client.query(
      `update leads l set primary_sheet_id = c.primary_sheet_id, membership_changes_at = c.membership_changes_at
       from unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) as c (lead_id, primary_sheet_id, membership_changes_at)
       where l.workspace_id = $1 and l.id = c.lead_id`,
      [
        workspaceId,
        leads.map((l) => l.leadId),
        leads.map((l) => l.primarySheetId),
        leads.map((l) => instantOrNull(l.membershipChangesAt)),
      ],
    );
  }
}

async function upsertScores(tx: Tx, workspaceId: number, upserts: StoredScore[], asOf: Date): Promise<void> {
  await tx.$client.query(
    `insert into scores (workspace_id, lead_id, sheet_id, version_id, total, dimensions, label, group_key, excluded,
       is_primary, scored_at, next_change_at)
     select $1, s.lead_id, s.sheet_id, s.version_id, s.total, s.dimensions::jsonb, s.label, s.group_key, s.excluded,
       s.is_primary, $2, s.next_change_at
     from unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::float8[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::boolean[], $12::timestamptz[]) as s (lead_id, sheet_id, version_id, total, dimensions, label, group_key,
       excluded, is_primary, next_change_at)
     on conflict (workspace_id, lead_id, sheet_id) do update set version_id = excluded.version_id, total = excluded.total,
       dimensions = excluded.dimensions, label = excluded.label, group_key = excluded.group_key,
       excluded = excluded.excluded, is_primary = excluded.is_primary, scored_at = excluded.scored_at,
       next_change_at = excluded.next_change_at`,
    [
      workspaceId,
      asOf,
      upserts.map((s) => s.leadId),
      upserts.map((s) => s.sheetId),
      upserts.map((s) => s.versionId),
      upserts.map((s) => s.total),
      upserts.map((s) => s.dimensions),
      upserts.map((s) => s.label),
      upserts.map((s) => s.groupKey),
      upserts.map((s) => s.excluded),
      upserts.map((s) => s.isPrimary),
      upserts.map((s) => instantOrNull(s.nextChangeAt)),
    ],
  );
}
