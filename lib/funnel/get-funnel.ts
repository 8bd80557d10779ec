import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { memberNames } from "../leads/owners.ts";
import { addDays, mondayOf } from "./days.ts";
import { NO_SEGMENT } from "./facts.ts";
import { figuresOf, type ReadSum, weekOf } from "./figures.ts";
import { NONE, OTHER } from "./first-touch.ts";
import { type Freshness, freshen } from "./freshen.ts";
import { LINE } from "./line.ts";
import type { getFunnelOperation } from "./operations.ts";
import { type Range, readBreakdown, readDays, readSums, readWaiting } from "./read-sums.ts";
import type { Figures, Funnel, FunnelRow, TrendWeek, Waiting } from "./schemas.ts";
import { keyOfValue, partsOf, previousOf, readSelection, type Selection, scopeOf } from "./selection.ts";

/** Rows of a breakdown that are answered, those with most leads. */
const MOST_ROWS = 50;
/** Ages of leads that wait, in whole days; null: and more. */
const AGES: readonly (readonly [from: number, to: number | null])[] = [
  [0, 6],
  [7, 29],
  [30, 89],
  [90, null],
];
/** Before anything that can have happened. */
const BEGINNING = "1970-01-01";

/**
 * The funnel of a selection: figures by stage, the same for the days before, rows, weeks and where leads wait now. Read from
 * sums whose number depends on the days asked for.
 * @throws AppError `not_found` for an unknown segment, `invalid` for a range that is none.
 */
export async function getFunnel(
  ctx: Context,
  input: OperationInput<typeof getFunnelOperation>,
  _request?: Request,
  now: number = Date.now(),
): Promise<Funnel> {
  authorize(ctx, "reports:read");
  const fresh = await freshen(ctx.workspaceId, now);
  return inWorkspace(
    ctx.workspaceId,
    async (tx) =>
      report(tx, ctx.workspaceId, await readSelection(tx, ctx.workspaceId, input, now), input, fresh),
    { readOnly: true, isolation: "repeatable read" },
  );
}

async function report(
  tx: Tx,
  workspaceId: number,
  selection: Selection,
  input: OperationInput<typeof getFunnelOperation>,
  fresh: Freshness,
): Promise<Funnel> {
  const { range, basis, horizon } = selection;
  const before = previousOf(range);
  const current = await readFigures(tx, workspaceId, selection, { range, byWeek: true });
  const previous = await readFigures(tx, workspaceId, selection, { range: before, byWeek: false });
  const rows = await readRows(tx, workspaceId, selection);
  return {
    as_of: fresh.asOf.toISOString(),
    up_to_date: fresh.upToDate,
    time_zone: selection.timeZone,
    segment: input.segment ?? null,
    ...{ basis, horizon_days: horizon, mature_until: selection.matureUntil },
    ...{ by: selection.by, value: selection.value === null ? null : keyOfValue(selection.value) },
    ...range,
    figures: current.figures,
    previous: { ...before, figures: previous.figures },
    rows: rows.slice(0, MOST_ROWS),
    more_rows: Math.max(0, rows.length - MOST_ROWS),
    trend: weeksOf(selection, current.sums),
    waiting: await whereLeadsWait(tx, workspaceId, selection),
  };
}

async function readFigures(
  tx: Tx,
  workspaceId: number,
  selection: Selection,
  { range, byWeek }: { range: Range; byWeek: boolean },
): Promise<{ figures: Figures; sums: ReadSum[] }> {
  const { basis, horizon } = selection;
  const scope = scopeOf(selection);
  const parts = partsOf(selection, range);
  const sums = await readSums(tx, workspaceId, scope, basis, { parts, byWeek });
  const days = await readDays(tx, workspaceId, scope, basis, parts);
  return { sums, figures: figuresOf(sums, days, { basis, horizon }) };
}

function weeksOf(selection: Selection, sums: readonly ReadSum[]): TrendWeek[] {
  const { range, basis, horizon, matureUntil, today } = selection;
  const weeks: TrendWeek[] = [];
  for (let week = mondayOf(range.from); week <= range.to; week = addDays(week, 7)) {
    const [from, to] = [week < range.from ? range.from : week, addDays(week, 6)];
    const last = to > range.to ? range.to : to;
    const mature = basis === "cohort" ? last <= matureUntil : last < today;
    const frame = { week, from, to: last, mature, partial: from !== week || last !== to || last >= today };
    weeks.push(
      weekOf(
        sums.filter((sum) => sum.week === week),
        frame,
        horizon,
      ),
    );
  }
  return weeks;
}

async function readRows(tx: Tx, workspaceId: number, selection: Selection): Promise<FunnelRow[]> {
  const { by, basis, horizon, segments, segment, range } = selection;
  const bySegment = by === "segment";
  const scope = bySegment
    ? { segments: [...segments.map(({ id }) => id), NO_SEGMENT], dimension: "all", value: "" }
    : { segments: [segment], dimension: by, value: null };
  const found = await readBreakdown(tx, workspaceId, scope, basis, partsOf(selection, range));
  const names = by === "owner" ? await memberNames(tx, workspaceId, [...found.keys()].filter(Boolean)) : null;
  const rows = [...found].map(([key, sums]): FunnelRow => {
    const figures = figuresOf(sums, [], { basis, horizon });
    if (bySegment) {
      const known = segments.find(({ id }) => id === Number(key));
      return { key: known?.key ?? "none", name: known?.name ?? null, figures };
    }
    const named = key === NONE || key === OTHER ? null : (names?.get(Number(key)) ?? key);
    return { key: keyOfValue(key), name: named, figures };
  });
  return rows.sort((a, b) => b.figures.entered - a.figures.entered || a.key.localeCompare(b.key));
}

/** Everybody who waits now, whenever they came. */
async function whereLeadsWait(tx: Tx, workspaceId: number, selection: Selection): Promise<Waiting[]> {
  const ranges = AGES.map(([youngest, oldest]) => ({
    from: oldest === null ? BEGINNING : addDays(selection.today, -oldest),
    // A clock that runs ahead may have told of tomorrow.
    to: addDays(selection.today, youngest === 0 ? 7 : -youngest),
  }));
  const counted = await readWaiting(tx, workspaceId, scopeOf(selection), ranges);
  return LINE.slice(0, -1).map((stage, place) => {
    const ages = AGES.map(([from_days, to_days], n) => ({
      ...{ from_days, to_days },
      n: counted[n]?.get(place) ?? 0,
    }));
    return { stage, ages, n: ages.reduce((sum, { n }) => sum + n, 0) };
  });
}
