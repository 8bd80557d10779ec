import type { Cut, Goal } from "./schemas.ts";

/** What a cut earns a week: what its expected opportunities are worth, less what working its hand-overs costs. */
export const worth = (cut: Cut, { value, cost }: { value: number; cost: number }): number | null =>
  cut.per_week && cut.opportunities_per_week
    ? cut.opportunities_per_week.rate * value - cut.per_week.rate * cost
    : null;

/**
 * The cut that serves a goal: the lowest that hands over no more a week than sales can take; or the one that earns most,
 * of equal ones the highest. Null where none does.
 */
export function chooseCut(cuts: readonly Cut[], goal: Goal): Cut | null {
  if ("capacity" in goal)
    return cuts.find(({ per_week: week }) => week !== null && week.rate <= goal.capacity) ?? null;
  let best: { cut: Cut; worth: number } | null = null;
  for (const cut of cuts) {
    const earns = worth(cut, goal);
    if (earns !== null && earns > 0 && earns >= (best?.worth ?? 0)) best = { cut, worth: earns };
  }
  return best?.cut ?? null;
}
