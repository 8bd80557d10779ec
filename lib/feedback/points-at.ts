import type { Tx } from "#db/client.ts";
import { rulePoints } from "../scores/hand-over.ts";
import { attributeKeysOf, bindSheet, loadRestNames, type ReadySheet } from "../scores/model.ts";
import { feed, readChunk } from "../scores/score-chunk.ts";
import { compileCondition } from "../scoring/condition.ts";
import { createRun } from "../scoring/scorer.ts";
import { type Fact, readFacts } from "../sheets/known-then.ts";
import { bigints } from "../sql-arrays.ts";
import type { VersionRow } from "./subject.ts";

type Sight = { leadId: number; at: number };

async function readyFor(tx: Tx, workspaceId: number, version: VersionRow) {
  const names = await loadRestNames(tx, workspaceId);
  const { content, condition } = version;
  const bound = await bindSheet(tx, workspaceId, content, names);
  const sheet: ReadySheet = {
    sheetId: version.sheetId,
    versionId: version.id,
    content,
    segment: compileCondition(condition),
    bound,
    attributeKeys: attributeKeysOf(bound, condition),
    handoverGroup: null,
  };
  return { names, sheet };
}

/**
 * What every rule of a version gave each of these leads at an instant of its own, on the events and attributes of by then.
 * One read of events and attributes serves all; in the order of `sights`.
 */
export async function pointsAt(
  tx: Tx,
  workspaceId: number,
  version: VersionRow,
  sights: readonly Sight[],
): Promise<Record<string, number>[]> {
  const { names, sheet } = await readyFor(tx, workspaceId, version);
  const ids = [...new Set(sights.map(({ leadId }) => leadId))].sort((a, b) => a - b);
  const oldest = Math.min(...sights.map(({ at }) => at));
  const chunk = await readChunk(tx, workspaceId, [sheet], names, { ids }, oldest, false);
  const facts = Map.groupBy(await readFacts(tx, workspaceId, chunk.leads.ids, sheet.attributeKeys), (fact) =>
    Number(fact.lead_id),
  );
  const place = new Map(chunk.leads.ids.map((id, n) => [id, n]));
  return sights.map(({ leadId, at }) => {
    const n = place.get(leadId);
    if (n === undefined) return {};
    const run = createRun(sheet.bound, at);
    feed(run, chunk.events, chunk.starts[n] ?? 0, chunk.starts[n + 1] ?? 0);
    const attributes = knownBy(facts.get(leadId) ?? [], at);
    return rulePoints(run.finish(attributes, { explain: true }, chunk.leads.adjustments.get(n)));
  });
}

/** Attributes as they were known at an instant, of one lead's facts, oldest first within each key. */
function knownBy(facts: readonly Fact[], at: number): Record<string, unknown> {
  const known: Record<string, unknown> = {};
  for (const { key, value, known_at } of facts) {
    if (known_at.getTime() > at) continue;
    if (value === null) delete known[key];
    else known[key] = value;
  }
  return known;
}

/** Works out the points of hand-overs that were made before they were kept, the oldest first; returns how many. */
export async function fillPoints(
  tx: Tx,
  workspaceId: number,
  version: VersionRow,
  limit: number,
): Promise<number> {
  const { rows } = await tx.$client.query<{ id: string; lead_id: string; at: Date }>(
    `select id, lead_id, at from handovers where workspace_id = $1 and version_id = $2 and rule_points is null
     order by at limit $3`,
    [workspaceId, version.id, limit],
  );
  if (rows.length === 0) return 0;
  const sights = rows.map(({ lead_id, at }) => ({ leadId: Number(lead_id), at: at.getTime() }));
  const points = await pointsAt(tx, workspaceId, version, sights);
  await tx.$client.query(
    `update handovers h set rule_points = p.points::jsonb from unnest($2::bigint[], $3::text[]) as p (id, points)
     where h.workspace_id = $1 and h.id = p.id`,
    [workspaceId, bigints(rows.map(({ id }) => Number(id))), points.map((one) => JSON.stringify(one))],
  );
  return rows.length;
}
