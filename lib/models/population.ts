import type { Tx } from "#db/client.ts";
import { readEvents } from "../scores/histories.ts";
import { bindSheet, loadRestNames } from "../scores/model.ts";
import { feed } from "../scores/score-chunk.ts";
import type { CompiledCondition } from "../scoring/condition.ts";
import type { ModelColumn } from "../scoring/frozen-model.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { createRun } from "../scoring/scorer.ts";
import { DAY_MS } from "../scoring/values.ts";
import { bigints } from "../sql-arrays.ts";

type EventsColumn = Extract<ModelColumn, { kind: "events" }>;
/** A lead and the instant (ms) as of which it is looked at. */
export type Sight = { id: number; at: number };
/** What was known of leads as of their instants, in the order asked for. */
export type Seen = { attributes: Record<string, unknown>[]; counts: Float64Array[] };

/** Behaviour rules that count what the columns count, so that training and scoring read events by one function. */
function countingSheet(columns: readonly EventsColumn[]): SheetContent {
  return {
    range: { min: null, max: null },
    dimensions: [{ key: "d", name: "d", min: null, max: null, bands: [] }],
    categories: [{ key: "c", name: "c", dimension: "d", min: null, max: null }],
    rules: columns.map(({ event, where, window_days }, n) => ({
      key: `e${n}`,
      name: "e",
      category: "c",
      kind: "behaviour" as const,
      event,
      where,
      points: 1,
      limit: null,
      window_days,
      half_life_days: null,
    })),
    exclusions: [],
    groups: [],
  };
}

async function attributesOf(tx: Tx, workspaceId: number, sights: readonly Sight[]) {
  const attributes = sights.map((): Record<string, unknown> => ({}));
  const place = new Map(sights.map(({ id }, n) => [id, n]));
  // Equal texts are kept once: there may be millions of them.
  const texts = new Map<string, string>();
  const once = (value: unknown) => {
    if (typeof value !== "string") return value;
    const known = texts.get(value);
    if (known === undefined) texts.set(value, value);
    return known ?? value;
  };
  const found = await tx.$client.query<{ lead_id: string; key: string; value: unknown }>(
    `select distinct on (a.lead_id, a.key) a.lead_id, a.key, a.value
     from unnest($2::bigint[], $3::timestamptz[]) as w (id, at)
     join lead_attributes a on a.workspace_id = $1 and a.lead_id = w.id and a.known_at <= w.at
     order by a.lead_id, a.key, a.known_at desc`,
    [workspaceId, bigints(sights.map(({ id }) => id)), sights.map(({ at }) => new Date(at).toISOString())],
  );
  for (const { lead_id, key, value } of found.rows) {
    const row = attributes[place.get(Number(lead_id)) ?? -1];
    if (row && value !== null) row[key] = once(value);
  }
  return attributes;
}

/**
 * Attributes as known then and events counted by then, of each lead as of an instant of its own. Nothing that came later
 * can be in it.
 * @param sights in the order of their ids
 */
export async function look(
  tx: Tx,
  workspaceId: number,
  sights: readonly Sight[],
  columns: readonly EventsColumn[],
): Promise<Seen> {
  const attributes = await attributesOf(tx, workspaceId, sights);
  const counts = sights.map(() => new Float64Array(columns.length));
  if (columns.length === 0 || sights.length === 0) return { attributes, counts };
  const bound = await bindSheet(
    tx,
    workspaceId,
    countingSheet(columns),
    await loadRestNames(tx, workspaceId),
  );
  const until = sights.reduce((latest, { at }) => Math.max(latest, at), 0);
  const which = { ids: sights.map(({ id }) => id) };
  const events = await readEvents(tx, workspaceId, which, { withRest: bound.needsRest, until });
  let from = 0;
  sights.forEach(({ id, at }, n) => {
    while (from < events.length && (events.leadId[from] as number) < id) from++;
    let to = from;
    while (to < events.length && events.leadId[to] === id) to++;
    const run = createRun(bound, at);
    feed(run, events, from, to);
    run.finish({}, { explain: false });
    counts[n]?.set(run.times);
    from = to;
  });
  return { attributes, counts };
}

export type Candidate = { id: number; came: number; reached: number | null };

/**
 * Leads in the order of their ids with the instant at which they came (ms): the first thing known of them, or their making;
 * and the first at which they reached the outcome or a later stage.
 * @param below only ids below; the next page goes on from there
 */
export async function candidates(
  tx: Tx,
  workspaceId: number,
  stages: readonly string[],
  below: number,
  limit: number,
): Promise<Candidate[]> {
  const found = await tx.$client.query<{ id: string; came: Date; reached: Date | null }>(
    `select l.id, least(l.created_at,
        (select min(a.known_at) from lead_attributes a where a.workspace_id = $1 and a.lead_id = l.id),
        (select min(e.occurred_at) from events e where e.workspace_id = $1 and e.lead_id = l.id and e.counts)) as came,
      (select min(s.at) from stage_history s where s.workspace_id = $1 and s.lead_id = l.id
        and s.stage = any($2::text[])) as reached
     from leads l where l.workspace_id = $1 and l.joined_into is null and l.objected_at is null and l.id < $3::bigint
     order by l.id desc limit $4`,
    [workspaceId, stages, below, limit],
  );
  return found.rows
    .map(({ id, came, reached }) => ({
      id: Number(id),
      came: came.getTime(),
      reached: reached === null ? null : reached.getTime(),
    }))
    .reverse();
}

export type Spec = {
  segment: CompiledCondition;
  /** The stage that counts as converted and those after it. */
  stages: readonly string[];
  ageDays: number;
  horizonDays: number;
  columns: readonly EventsColumn[];
};

export type Population = Seen & { ids: number[]; came: number[]; y: Uint8Array; open: number };

/** Leads that are read in one go, and looked at in all. */
const PAGE = 5_000;
export const MOST_LEADS = 100_000;

/**
 * Leads of the segment as they were `ageDays` after they came, oldest first, and whether they converted within the horizon
 * from then. Who had converted by then is left out; of the segment's leads, who still has time is counted as open where the
 * judged ones are asked for.
 * @param wanted `judged`: whose horizon has passed; `fresh`: whose has not, seen after `since`
 */
export async function readPopulation(
  tx: Tx,
  workspaceId: number,
  spec: Spec,
  now: number,
  wanted: { kind: "judged" } | { kind: "fresh"; since: number } = { kind: "judged" },
): Promise<Population> {
  const rows: {
    id: number;
    came: number;
    y: 0 | 1;
    attributes: Record<string, unknown>;
    counts: Float64Array;
  }[] = [];
  let open = 0;
  let below = Number.MAX_SAFE_INTEGER;
  while (rows.length < MOST_LEADS) {
    const page = await candidates(tx, workspaceId, spec.stages, below, PAGE);
    const [first] = page;
    if (!first) break;
    below = first.id;
    const due = page.flatMap(({ id, came, reached }) => {
      const at = came + spec.ageDays * DAY_MS;
      const until = at + spec.horizonDays * DAY_MS;
      if (at > now || (reached !== null && reached <= at)) return [];
      const y = reached !== null && reached <= until ? (1 as const) : (0 as const);
      return [{ id, came, at, y, isFresh: until > now }];
    });
    const seen = due.filter(({ at, isFresh }) => (wanted.kind === "judged" ? !isFresh : at > wanted.since));
    if (wanted.kind === "judged") {
      const waiting = due.filter(({ isFresh }) => isFresh);
      const known = await attributesOf(tx, workspaceId, waiting);
      open += waiting.filter(({ at }, n) => spec.segment.test(known[n] ?? {}, at)).length;
    }
    const { attributes, counts } = await look(tx, workspaceId, seen, spec.columns);
    seen.forEach(({ id, came, at, y }, n) => {
      const known = attributes[n] ?? {};
      if (!spec.segment.test(known, at)) return;
      rows.push({ id, came, y, attributes: known, counts: counts[n] ?? new Float64Array() });
    });
    if (page.length < PAGE) break;
  }
  rows.sort((a, b) => a.came - b.came || a.id - b.id);
  return {
    ids: rows.map(({ id }) => id),
    came: rows.map(({ came }) => came),
    attributes: rows.map(({ attributes }) => attributes),
    counts: rows.map(({ counts }) => counts),
    y: Uint8Array.from(rows, ({ y }) => y),
    open,
  };
}
