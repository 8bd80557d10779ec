import type { Tx } from "#db/client.ts";
import type { Chunk } from "../scores/histories.ts";
import { loadRestNames, type ReadySheet } from "../scores/model.ts";
import { readChunk, scoreChunk } from "../scores/score-chunk.ts";
import { DAY_MS } from "../scoring/values.ts";
import { asKnownAt, type Fact, readFacts } from "./known-then.ts";
import { firstOpportunities } from "./opportunities.ts";
import { RuleTally } from "./rule-tally.ts";

const WEEK_MS = 7 * DAY_MS;
const WEEKS = 8;

/** What a lead gets under a sheet; undefined: outside its segment. */
export type PreviewScore = { total: number; group: string | null; excluded: boolean };
export type PreviewLead = { id: number; now: PreviewScore | undefined; draft: PreviewScore | undefined };
export type Weeks = { ends: number[]; now: number[]; draft: number[] };

export type PreviewSheets = { now: ReadySheet | null; draft: ReadySheet };

type Histories = { newest: Chunk; present: Chunk; facts: Fact[] };

const bothOf = ({ now, draft }: PreviewSheets): ReadySheet[] => (now ? [now, draft] : [draft]);

/** One read of events and attributes that serves every instant from `first` to `asOf`. */
async function readHistories(
  tx: Tx,
  workspaceId: number,
  sheets: PreviewSheets,
  ids: number[],
  { first, asOf, isPast }: { first: number; asOf: number; isPast: boolean },
): Promise<Histories> {
  const both = bothOf(sheets);
  const names = await loadRestNames(tx, workspaceId);
  // Read as of the first instant: its windows reach back furthest, and nothing later is left out.
  const newest = await readChunk(tx, workspaceId, both, names, { ids }, first, false);
  const keys = [...new Set(both.flatMap((sheet) => sheet.attributeKeys))];
  const needsFacts = isPast || first < asOf;
  const facts = needsFacts ? await readFacts(tx, workspaceId, newest.leads.ids, keys) : [];
  return { newest, facts, present: isPast ? asKnownAt(newest, facts, asOf) : newest };
}

function scorePresent(
  sheets: PreviewSheets,
  present: Chunk,
  asOf: number,
  watch?: Parameters<typeof scoreChunk>[3],
): PreviewLead[] {
  const leads = present.leads.ids.map((id): PreviewLead => ({ id, now: undefined, draft: undefined }));
  for (const { place, scores } of scoreChunk(present, bothOf(sheets), asOf, watch)) {
    const lead = leads[place];
    for (const { sheet, score } of scores) {
      if (!lead) continue;
      const kept = { total: score.total, group: score.group, excluded: score.excluded !== null };
      if (sheet === sheets.draft) lead.draft = kept;
      else lead.now = kept;
    }
  }
  return leads;
}

/** These leads under both sheets as of an instant, and nothing else. */
export async function previewLeads(
  tx: Tx,
  workspaceId: number,
  sheets: PreviewSheets,
  ids: number[],
  asOf: number,
  isPast: boolean,
): Promise<PreviewLead[]> {
  const span = { first: asOf, asOf, isPast };
  const { present } = await readHistories(tx, workspaceId, sheets, ids, span);
  return scorePresent(sheets, present, asOf);
}

/**
 * Scores these leads under both sheets as of an instant, counts on the way for whom each rule of the draft counts, and
 * who entered each sheet's hand-over group week by week before it, as scored at each week's end. One read of events and
 * attributes serves all nine instants.
 * @param isPast false: the newest known attributes count, as for stored scores.
 */
export async function previewScores(
  tx: Tx,
  workspaceId: number,
  sheets: PreviewSheets,
  ids: number[],
  asOf: number,
  isPast: boolean,
): Promise<{ leads: PreviewLead[]; rules: RuleTally; weeks: Weeks }> {
  const span = { first: asOf - WEEKS * WEEK_MS, asOf, isPast };
  const histories = await readHistories(tx, workspaceId, sheets, ids, span);
  const opportunities = await firstOpportunities(tx, workspaceId, ids);
  const rules = new RuleTally(sheets.draft.bound.sheet);
  const leads = scorePresent(sheets, histories.present, asOf, (sheet, run, place) => {
    if (sheet !== sheets.draft) return;
    const at = opportunities.get(histories.present.leads.ids[place] ?? 0);
    rules.add(run, at !== undefined && at <= asOf);
  });
  return { leads, rules, weeks: countWeeks(sheets, histories, asOf) };
}

function countWeeks(sheets: PreviewSheets, { newest, present, facts }: Histories, asOf: number): Weeks {
  const ends = Array.from({ length: WEEKS + 1 }, (_, n) => asOf - (WEEKS - n) * WEEK_MS);
  const weeks: Weeks = { ends, now: new Array(WEEKS).fill(0), draft: new Array(WEEKS).fill(0) };
  const handing = bothOf(sheets).filter((sheet) => sheet.handoverGroup !== null);
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
