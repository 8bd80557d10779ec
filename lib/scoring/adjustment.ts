/** Points given to a lead by hand; they count at instants in [at, until). Instants in milliseconds. */
export type Adjustment = {
  id: number;
  at: number;
  /** When it expires or was taken back, whichever is first; null: never. */
  until: number | null;
  points: number;
  /** Key of the dimension that they add to, before its clamp; a sheet without it is not changed. */
  dimension: string;
};

export const NO_ADJUSTMENTS: readonly Adjustment[] = [];

const PREFIX = "adjustment:";

/** What a contribution of an adjustment says as its rule: no rule's key can, for keys hold no colon. */
export const adjustmentRule = (id: number): string => `${PREFIX}${id}`;

/** The adjustment's id out of a contribution's rule; null where it is one of the sheet's. */
export const adjustmentId = (rule: string): number | null =>
  rule.startsWith(PREFIX) ? Number(rule.slice(PREFIX.length)) : null;

/** Those that count at an instant, oldest first, so that sums do not depend on how they were listed. */
export const countingAt = (adjustments: readonly Adjustment[], asOfMs: number): Adjustment[] =>
  adjustments
    .filter(({ at, until }) => at <= asOfMs && (until === null || asOfMs < until))
    .sort((a, b) => a.at - b.at || a.id - b.id);

/** The next instant after `asOfMs` at which one begins or ends to count, else null. */
export function nextAdjustment(adjustments: readonly Adjustment[], asOfMs: number): number | null {
  let next: number | null = null;
  for (const { at, until } of adjustments) {
    if (until !== null && until <= at) continue;
    const edge = at > asOfMs ? at : until;
    if (edge !== null && edge > asOfMs && (next === null || edge < next)) next = edge;
  }
  return next;
}
