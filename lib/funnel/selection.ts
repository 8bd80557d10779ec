import type { Tx } from "#db/client.ts";
import { invalid, notFound } from "../errors.ts";
import { addDays, dayOf, daysBetween, matureUntil } from "./days.ts";
import { EVERYBODY, NO_SEGMENT } from "./facts.ts";
import type { Basis } from "./figures.ts";
import { NONE, OTHER } from "./first-touch.ts";
import type { Horizon } from "./line.ts";
import type { Parts, Range, Scope } from "./read-sums.ts";
import { type By, type FunnelQuery, MOST_DAYS, RANGE_ISSUE } from "./schemas.ts";

const DEFAULT_DAYS = 365;

export type NamedSegment = { id: number; key: string; name: string };
/** What is asked for, with names looked up and left-out days filled in. */
export type Selection = {
  timeZone: string;
  today: string;
  segments: NamedSegment[];
  /** Id of the segment asked for. */
  segment: number;
  range: Range;
  basis: Basis;
  horizon: Horizon;
  matureUntil: string;
  by: By;
  /** The value as it is stored; null: any. */
  value: string | null;
};

/** A value as the API names it, from how it is stored. */
export const keyOfValue = (value: string): string =>
  value === NONE ? "none" : value === OTHER ? "other" : `is:${value}`;
export const valueOfKey = (key: string): string =>
  key === "none" ? NONE : key === "other" ? OTHER : key.slice("is:".length);

/** @throws AppError `not_found` for an unknown segment, `invalid` for a range that is none or too long. */
export async function readSelection(
  tx: Tx,
  workspaceId: number,
  input: FunnelQuery,
  now: number,
): Promise<Selection> {
  const zone = await tx.$client.query<{ zone: string }>(
    "select time_zone as zone from workspaces where id = $1",
    [workspaceId],
  );
  const segments = await tx.$client.query<NamedSegment>(
    "select id::int as id, key, name from segments where workspace_id = $1 order by position, id",
    [workspaceId],
  );
  const timeZone = zone.rows[0]?.zone ?? "UTC";
  const today = dayOf(now, timeZone);
  const to = input.to ?? (input.from === undefined || input.from <= today ? today : input.from);
  const from = input.from ?? addDays(to, 1 - DEFAULT_DAYS);
  const length = daysBetween(from, to);
  if (length < 0 || length > MOST_DAYS) throw invalid([RANGE_ISSUE]);
  const horizon = input.horizon_days as Horizon;
  return {
    ...{ timeZone, today, horizon, range: { from, to }, basis: input.basis, by: input.by },
    segments: segments.rows,
    segment: segmentId(segments.rows, input.segment),
    matureUntil: matureUntil(now, horizon, timeZone),
    value: input.value === undefined || input.by === "segment" ? null : valueOfKey(input.value),
  };
}

function segmentId(segments: readonly NamedSegment[], key: string | undefined): number {
  if (key === undefined) return EVERYBODY;
  const found = segments.find((one) => one.key === key);
  if (found) return found.id;
  if (key === "none") return NO_SEGMENT;
  throw notFound("Segment");
}

/** The sums of the selection itself. */
export const scopeOf = ({ segment, by, value }: Selection): Scope =>
  by === "segment" || value === null
    ? { segments: [segment], dimension: "all", value: "" }
    : { segments: [segment], dimension: by, value };

/** The days of a range, mature and open. */
export function partsOf({ basis, matureUntil: last }: Selection, { from, to }: Range): Parts {
  if (basis === "period" || to <= last) return { mature: { from, to }, open: null };
  return { mature: { from, to: last }, open: { from: from > last ? from : addDays(last, 1), to } };
}

/** As many days right before. */
export const previousOf = ({ from, to }: Range): Range => ({
  from: addDays(from, -1 - daysBetween(from, to)),
  to: addDays(from, -1),
});
