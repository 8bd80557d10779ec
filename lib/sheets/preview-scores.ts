import type { Tx } from "#db/client.ts";
import type { Chunk } from "../scores/histories.ts";
import { loadRestNames, type ReadySheet } from "../scores/model.ts";
import { readChunk, scoreChunk } from "../scores/score-chunk.ts";
import { DAY_MS } from "../scoring/values.ts";

const WEEK_MS = 7 * DAY_MS;
const WEEKS = 8;

/** What a lead gets under a sheet; undefined: outside its segment. */
export type PreviewScore = { total: number; group: string | null; excluded: boolean };
export type PreviewLead = { id: number; now: PreviewScore | undefined; draft: PreviewScore | undefined };
export type Weeks = { ends: number[]; now: number[]; draft: number[] };

type Sheets = { now: ReadySheet | null; draft: ReadySheet };

/** Attribute histories of these leads, oldest first within each lead and key. */
type Fact = { lead_id: string; key: string; value: unknown; known_at: Date };

async function readFacts(tx: Tx, workspaceId: number, ids: number[], keys: string[]): Promise<Fact[]> {
  const found = await tx.$client.query<Fact>(
    `select lead_id, key, value, known_at from lead_attributes
     where workspace_id = $1 and lead_id = any($2::bigint[]) and key = any($3::text[])
     order by lead_id, key, known_at`,
    [workspaceId, ids, keys],
  );
  return found.rows;
}

/** The same leads and events with the attributes that were known at an instant. */
function asKnownAt(chunk: Chunk, facts: readonly Fact[], asOf: number): Chunk {
  const place = new Map(chunk.leads.ids.map((id, n) => [id, n]));
  const attributes = chunk.leads.ids.map((): Record<string, unknown> => ({}));
  for (const { lead_id, key, value, known_at } of facts) {
    const known = attributes[place.get(Number(lead_id)) ?? -1];
    if (!known || known_at.getTime() > asOf) continue;
    if (value === null) delete known[key];
    else known[key] = value;
  }
  return { ...chunk, leads: { ...chunk.leads, attributes } };
}

/**
 * Scores these leads under both sheets as of an instant, and counts who entered each sheet's hand-over group week by
 * week before it, as scored at each week's end. One read of events and attributes serves all nine instants.
 * @param isPast false: the newest known attributes count, as for stored scores.
 */
export async function previewScores(
  tx: Tx,
  workspaceId: number,
  sheets: Sheets,
  ids: number[],
  asOf: number,
  isPast: boolean,
): Promise<{ leads: PreviewLead[]; weeks: Weeks }> {
  const both = sheets.now ? [sheets.now, sheets.draft] : [sheets.draft];
  const names = await loadRestNames(tx, workspaceId);
  const first = asOf - WEEKS * WEEK_MS;
  // Read as of the first week's start: its windows reach back furthest, and nothing later is left out.
  const newest = await readChunk(tx, workspaceId, both, names, { ids }, first, false);
  const keys = [...new Set(both.flatMap((sheet) => sheet.attributeKeys))];
  const facts = keys.length > 0 ? await readFacts(tx, workspaceId, newest.leads.ids, keys) : [];
  const present = isPast ? asKnownAt(newest, facts, asOf) : newest;

  const leads = newest.leads.ids.map((id): PreviewLead => ({ id, now: undefined, draft: undefined }));
  for (const { place, scores } of scoreChunk(present, both, asOf)) {
    const lead = leads[place];
    for (const { sheet, score } of scores) {
      if (!lead) continue;
      const kept = { total: score.total, group: score.group, excluded: score.excluded !== null };
      if (sheet === sheets.draft) lead.draft = kept;
      else lead.now = kept;
    }
  }
  return { leads, weeks: backtest(sheets, both, newest, present, facts, asOf) };
}

function backtest(
  sheets: Sheets,
  both: ReadySheet[],
  newest: Chunk,
  present: Chunk,
  facts: readonly Fact[],
  asOf: number,
): Weeks {
  const ends = Array.from({ length: WEEKS + 1 }, (_, n) => asOf - (WEEKS - n) * WEEK_MS);
  const weeks: Weeks = { ends, now: new Array(WEEKS).fill(0), draft: new Array(WEEKS).fill(0) };
  const handing = both.filter((sheet) => sheet.handoverGroup !== null);
  if (handing.length === 0) return weeks;
  let before = new Map<ReadySheet, Set<number>>();
  ends.forEach((end, n) => {
    const inside = new Map(handing.map((sheet) => [sheet, new Set<number>()]));
    const chunk = n === WEEKS ? present : asKnownAt(newest, facts, end);
    for (const { place, scores } of scoreChunk(chunk, handing, end)) {
      for (const { sheet, score } of scores) {
        if (score.group !== sheet.handoverGroup) continue;
        inside.get(sheet)?.add(place);
        if (n === 0 || before.get(sheet)?.has(place)) continue;
        const counts = sheet === sheets.draft ? weeks.draft : weeks.now;
        counts[n - 1] = (counts[n - 1] ?? 0) + 1;
      }
    }
    before = inside;
  });
  return weeks;
}
