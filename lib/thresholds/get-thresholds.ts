import { setImmediate } from "node:timers/promises";
import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadRestNames, type ReadySheet } from "../scores/model.ts";
import { readChunk } from "../scores/score-chunk.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { DAY_MS } from "../scoring/values.ts";
import { sampleLeads } from "../segments/sample.ts";
import { readBeginnings } from "../sheets/beginnings.ts";
import { readFacts } from "../sheets/known-then.ts";
import { firstOpportunities } from "../sheets/opportunities.ts";
import { loadAsked } from "./asked.ts";
import { chooseCut } from "./choose.ts";
import { countThresholds, type Followed } from "./count.ts";
import { canRiseByTime, climb, factsByLead } from "./follow.ts";
import type { getThresholdsOperation } from "./operations.ts";
import type { Thresholds } from "./schemas.ts";

/** Leads that are followed. */
const SAMPLE = 5_000;
/** Other requests of this process get their turn after so many leads. */
const TURN = 100;

/**
 * What each threshold of a content would have handed over, from how the scores of past leads climbed: each instant with
 * what was known by then. Reads at most about 5,000 leads and writes nothing.
 * @throws AppError `not_found`, `invalid_sheet`, `invalid` for an unknown segment.
 */
export async function getThresholds(
  ctx: Context,
  input: OperationInput<typeof getThresholdsOperation>,
): Promise<Thresholds> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  const asOf = (input.as_of === undefined ? new Date() : new Date(input.as_of)).getTime();
  const watchMs = input.watch_days * DAY_MS;
  const since = asOf - input.days * DAY_MS;
  const { asked, histories, ...sampled } = await inWorkspace(
    workspaceId,
    async (tx) => {
      const asked = await loadAsked(tx, workspaceId, input);
      const { total, ids } = await sampleLeads(tx, workspaceId, SAMPLE);
      const histories = await readHistories(tx, workspaceId, asked.ready, ids, since, asOf);
      return { asked, histories, size: ids.length, leads: total };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
  // From here on only this process works: nobody waits for a connection meanwhile.
  const handover = handoverOf(asked.content);
  const watch = { asOf, watchMs, minimums: handover?.dimensions ?? {} };
  const followed = await follow(asked.ready, histories, watch);
  const horizonMs = input.horizon_days * DAY_MS;
  const scale = sampled.leads / Math.max(1, sampled.size);
  const counted = countThresholds(followed, { asOf, since, watchMs, horizonMs, scale });
  return {
    sheet: asked.sheet.key,
    segment: asked.segment,
    as_of: new Date(asOf).toISOString(),
    watch_days: input.watch_days,
    horizon_days: input.horizon_days,
    handover,
    sample: { ...sampled, exact: sampled.size === sampled.leads },
    ...counted,
    chosen: input.goal ? (chooseCut(counted.cuts, input.goal)?.from ?? null) : null,
  };
}

function handoverOf({ groups }: SheetContent): Thresholds["handover"] {
  const group = groups.find(({ handover }) => handover);
  if (!group) return null;
  const { total, ...dimensions } = group.from;
  return { key: group.key, name: group.name, total: total ?? null, dimensions };
}

type Histories = Awaited<ReturnType<typeof readHistories>>;

/** Histories of those of the leads that began in time. */
async function readHistories(
  tx: Tx,
  workspaceId: number,
  sheet: ReadySheet,
  sampled: number[],
  since: number,
  asOf: number,
) {
  const beginnings = await readBeginnings(tx, workspaceId, sampled);
  const ids = sampled.filter((id) => {
    const begin = beginnings.get(id) ?? Number.NEGATIVE_INFINITY;
    return begin >= since && begin <= asOf;
  });
  const first = ids.reduce((least, id) => Math.min(least, beginnings.get(id) ?? asOf), asOf);
  const names = await loadRestNames(tx, workspaceId);
  const chunk = await readChunk(tx, workspaceId, [sheet], names, { ids }, first, false);
  const facts = factsByLead(await readFacts(tx, workspaceId, ids, sheet.attributeKeys));
  const opportunities = await firstOpportunities(tx, workspaceId, ids);
  return { beginnings, chunk, facts, opportunities };
}

/** Those that were in the segment at some instant of their watch, and how they climbed. */
async function follow(
  sheet: ReadySheet,
  { beginnings, chunk, facts, opportunities }: Histories,
  { asOf, watchMs, minimums }: { asOf: number; watchMs: number; minimums: Record<string, number> },
): Promise<Followed[]> {
  const risesByTime = canRiseByTime(sheet, watchMs);
  const followed: Followed[] = [];
  for (const [place, id] of chunk.leads.ids.entries()) {
    if (place % TURN === 0) await setImmediate();
    if (chunk.leads.stored[place]?.isUnscored) continue;
    const begin = beginnings.get(id) ?? asOf;
    const won = opportunities.get(id) ?? null;
    // What is not yet true as of then is not known: neither events nor outcomes.
    const opportunityAt = won !== null && won <= asOf ? won : null;
    const to = Math.min(begin + watchMs, asOf, opportunityAt ?? asOf);
    const span = { from: begin, to, minimums, risesByTime };
    const { isMember, steps } = climb(sheet, chunk, place, facts.get(id) ?? [], span);
    if (isMember) followed.push({ begin, opportunityAt, steps });
  }
  return followed;
}
