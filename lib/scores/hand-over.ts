import type { Tx } from "#db/client.ts";
import type { HandoverReason } from "#db/schema/handovers.ts";
import { recordStages } from "../leads/record-stages.ts";
import { adjustmentId } from "../scoring/adjustment.ts";
import type { Score } from "../scoring/score.ts";
import { startClocks } from "../sla/start-clocks.ts";
import type { GroupChange } from "./changes.ts";
import type { Chunk } from "./histories.ts";
import type { ReadySheet } from "./model.ts";
import { explainLead } from "./score-chunk.ts";

const TOP_REASONS = 5;

/** The rules that gave most points, with their names as they are in this version. */
export function topReasons(score: Score, sheet: Pick<ReadySheet, "content">): HandoverReason[] {
  const names = new Map(sheet.content.rules.map((rule) => [rule.key, rule.name]));
  return score.contributions
    .filter(({ rule, points }) => points > 0 && adjustmentId(rule) === null)
    .sort((a, b) => b.points - a.points)
    .slice(0, TOP_REASONS)
    .map(({ rule, points }) => ({
      rule,
      name: names.get(rule) ?? rule,
      points: Math.round(points * 100) / 100,
    }));
}

/** What every rule of the sheet gave, before clamps; rules that gave nothing are left out. */
export function rulePoints(score: Score): Record<string, number> {
  return Object.fromEntries(
    score.contributions
      .filter(({ rule, points }) => points !== 0 && adjustmentId(rule) === null)
      .map(({ rule, points }) => [rule, points]),
  );
}

/**
 * Passes leads that entered their sheet's hand-over group to sales: a hand-over with score, group and reasons frozen,
 * and the stage `mql` for a lead that had not got so far. One that is still open on the same sheet is not repeated.
 * @returns ids of the hand-overs made.
 */
export async function handOver(
  tx: Tx,
  workspaceId: number,
  changes: GroupChange[],
  sheets: ReadySheet[],
  chunk: Chunk,
  asOf: Date,
): Promise<number[]> {
  const sheetOf = new Map(sheets.map((sheet) => [sheet.sheetId, sheet]));
  const entering = changes.filter(
    (c) => c.toGroup !== null && sheetOf.get(c.sheetId)?.handoverGroup === c.toGroup,
  );
  if (entering.length === 0) return [];
  const place = new Map(chunk.leads.ids.map((id, n) => [id, n]));
  const rows = entering.flatMap((change) => {
    const sheet = sheetOf.get(change.sheetId);
    const at = place.get(change.leadId);
    if (!sheet || at === undefined) return [];
    const score = explainLead(chunk, at, sheet, asOf.getTime());
    return [{ ...change, label: score.label, reasons: topReasons(score, sheet), points: rulePoints(score) }];
  });
  const made = await tx.$client.query<{ id: string; lead_id: string }>(
    `insert into handovers (workspace_id, lead_id, sheet_id, version_id, at, total, group_key, label, reasons,
       rule_points, owner_id)
     select $1, h.lead_id, h.sheet_id, h.version_id, $2, h.total, h.group_key, h.label, h.reasons::jsonb,
       h.rule_points::jsonb, l.owner_id
     from unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::float8[], $7::text[], $8::text[], $9::text[], $10::text[])
       as h (lead_id, sheet_id, version_id, total, group_key, label, reasons, rule_points)
     join leads l on l.workspace_id = $1 and l.id = h.lead_id
     where not exists (select from handovers o where o.workspace_id = $1 and o.lead_id = h.lead_id
       and o.sheet_id = h.sheet_id and o.state = 'open')
     returning id, lead_id`,
    [
      workspaceId,
      asOf,
      rows.map((r) => r.leadId),
      rows.map((r) => r.sheetId),
      rows.map((r) => r.versionId),
      rows.map((r) => r.total),
      rows.map((r) => r.toGroup),
      rows.map((r) => r.label),
      rows.map((r) => JSON.stringify(r.reasons)),
      rows.map((r) => JSON.stringify(r.points)),
    ],
  );
  const early = await tx.$client.query<{ id: string }>(
    "select id from leads where workspace_id = $1 and id = any($2::bigint[]) and stage in ('lead', 'recycled')",
    [workspaceId, made.rows.map((row) => row.lead_id)],
  );
  await recordStages(
    tx,
    workspaceId,
    early.rows.map((row) => ({ leadId: Number(row.id), stage: "mql", at: asOf })),
    { origin: "handover" },
  );
  const ids = made.rows.map((row) => Number(row.id));
  await startClocks(tx, workspaceId, ids, asOf);
  return ids;
}
