import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
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

/** Stored scores of these leads, one for each sheet, by lead. */
export async function readStored(
  tx: Tx,
  workspaceId: number,
  which: Which,
): Promise<Map<number, StoredScore[]>> {
  const { sql, values } = whichParameters(which, "lead_id", 2);
  const found = await tx.$client.query<ScoreRow>({
    text: `select lead_id::text, sheet_id::text, version_id::text, total, dimensions::text, label, group_key, excluded,
             is_primary, date_part('epoch', next_change_at)::text
           from scores where workspace_id = $1 and ${sql}`,
    values: [workspaceId, ...values],
    rowMode: "array",
  });
  const byLead = new Map<number, StoredScore[]>();
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
    if (ofLead) ofLead.push(score);
    else byLead.set(leadId, [score]);
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
  const { upserts, groupChanges, removals, leads } = changes;
  if (removals.length > 0) {
    await tx.$client.query(
      `delete from scores s using unnest($2::bigint[], $3::bigint[]) as r (lead_id, sheet_id)
       where s.workspace_id = $1 and s.lead_id = r.lead_id and s.sheet_id = r.sheet_id`,
      [workspaceId, bigints(removals.map((r) => r.leadId)), bigints(removals.map((r) => r.sheetId))],
    );
  }
  if (upserts.length > 0 || groupChanges.length > 0) await writeScores(tx, workspaceId, changes, asOf, cause);
  if (leads.length > 0) {
    await tx.$client.query({
      text: `update leads l set primary_sheet_id = c.primary_sheet_id, membership_changes_at = c.membership_changes_at
       from unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) as c (lead_id, primary_sheet_id, membership_changes_at)
       where l.workspace_id = $1 and l.id = c.lead_id`,
      values: [
        workspaceId,
        bigints(leads.map((l) => l.leadId)),
        bigints(leads.map((l) => l.primarySheetId)),
        leads.map((l) => instantOrNull(l.membershipChangesAt)),
      ],
    });
  }
}

/** Scores, their history and group changes in one statement: a batch of the collector pays for each round trip. */
const WRITE_SCORES = `with s as (
    select * from unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::float8[], $8::text[], $9::text[], $10::text[],
      $11::text[], $12::boolean[], $13::timestamptz[], $14::boolean[]) as s (lead_id, sheet_id, version_id, total,
      dimensions, label, group_key, excluded, is_primary, next_change_at, remember)),
  stored as (
    insert into scores (workspace_id, lead_id, sheet_id, version_id, total, dimensions, label, group_key, excluded,
      is_primary, scored_at, next_change_at)
    select $1, lead_id, sheet_id, version_id, total, dimensions::jsonb, label, group_key, excluded, is_primary, $2,
      next_change_at from s
    on conflict (workspace_id, lead_id, sheet_id) do update set version_id = excluded.version_id,
      total = excluded.total, dimensions = excluded.dimensions, label = excluded.label,
      group_key = excluded.group_key, excluded = excluded.excluded, is_primary = excluded.is_primary,
      scored_at = excluded.scored_at, next_change_at = excluded.next_change_at),
  remembered as (
    insert into score_history (workspace_id, lead_id, sheet_id, at, version_id, total, label, group_key, excluded)
    select $1, lead_id, sheet_id, $2, version_id, total, label, group_key, excluded from s where remember
    on conflict (workspace_id, lead_id, sheet_id, at) do update set version_id = excluded.version_id,
      total = excluded.total, label = excluded.label, group_key = excluded.group_key, excluded = excluded.excluded)
  insert into group_changes (workspace_id, lead_id, sheet_id, version_id, at, from_group, to_group, total, cause)
  select $1, lead_id, sheet_id, version_id, $2, from_group, to_group, total, $3
  from unnest($15::bigint[], $16::bigint[], $17::bigint[], $18::text[], $19::text[], $20::float8[])
    as g (lead_id, sheet_id, version_id, from_group, to_group, total)`;

async function writeScores(
  tx: Tx,
  workspaceId: number,
  { upserts, history, groupChanges }: Changes,
  asOf: Date,
  cause: string,
): Promise<void> {
  const remembered = new Set(history);
  await tx.$client.query({
    name: "scores.write", // planned once a connection: it only inserts, so growing tables leave the plan right
    text: WRITE_SCORES,
    values: [
      workspaceId,
      asOf,
      cause,
      bigints(upserts.map((s) => s.leadId)),
      bigints(upserts.map((s) => s.sheetId)),
      bigints(upserts.map((s) => s.versionId)),
      numbers(upserts.map((s) => s.total)),
      upserts.map((s) => s.dimensions),
      upserts.map((s) => s.label),
      upserts.map((s) => s.groupKey),
      upserts.map((s) => s.excluded),
      `{${upserts.map((s) => s.isPrimary).join(",")}}`,
      upserts.map((s) => instantOrNull(s.nextChangeAt)),
      `{${upserts.map((s) => remembered.has(s)).join(",")}}`,
      bigints(groupChanges.map((g) => g.leadId)),
      bigints(groupChanges.map((g) => g.sheetId)),
      bigints(groupChanges.map((g) => g.versionId)),
      groupChanges.map((g) => g.fromGroup),
      groupChanges.map((g) => g.toGroup),
      numbers(groupChanges.map((g) => g.total)),
    ],
  });
}

const numbers = (values: number[]) => `{${values.join(",")}}`;
