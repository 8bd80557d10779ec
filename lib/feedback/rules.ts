import { FEWEST, rateRatio } from "../statistics/rate-ratio.ts";
import type { RuleFigures } from "./figure-schemas.ts";
import { rateOf } from "./headline.ts";
import { type Handed, hasConverted, isMature, type Window } from "./outcomes.ts";
import { rejectionsOf } from "./rejections.ts";
import type { ReportBody } from "./schemas.ts";

export type NamedRule = { key: string; name: string };

const counts = (handed: Handed, rule: string): boolean => (handed.points?.[rule] ?? 0) !== 0;

/**
 * How hand-overs with a rule's points went beside those without, in the order of the sheet. Association, not cause: rules
 * that go together share their credit. Hand-overs whose points are not known are in neither.
 */
export function rulesOf(
  rules: readonly NamedRule[],
  handed: readonly Handed[],
  window: Window,
): RuleFigures[] {
  const known = handed.filter(({ at, points }) => points !== null && isMature(at, window));
  const isSuccess = known.map((one) => hasConverted(one, window));
  const converted = isSuccess.filter(Boolean).length;
  return rules.map(({ key, name }) => {
    const on = { n: 0, converted: 0 };
    known.forEach((one, at) => {
      if (!counts(one, key)) return;
      on.n++;
      if (isSuccess[at]) on.converted++;
    });
    const off = { n: known.length - on.n, converted: converted - on.converted };
    const few = Math.min(on.n, off.n) < FEWEST;
    const { ratio, low, high } = rateRatio(
      { n: on.n, successes: on.converted },
      { n: off.n, successes: off.converted },
    );
    return {
      rule: key,
      name,
      with: { ...on, ...rateOf(on.converted, on.n) },
      without: { ...off, ...rateOf(off.converted, off.n) },
      lift: ratio,
      low,
      high,
      too_few: few,
    };
  });
}

/** What sales rejected by rule that had given points, the most rejected first; rules without a decision are left out. */
export function rejectedByRule(
  rules: readonly NamedRule[],
  handed: readonly Handed[],
): ReportBody["rejected_by_rule"] {
  const decided = handed.filter(({ state }) => state !== "open");
  return rules
    .flatMap(({ key, name }) => {
      const ours = decided.filter((one) => counts(one, key));
      if (ours.length === 0) return [];
      const reasons = rejectionsOf(ours);
      const rejected = reasons.reduce((sum, { n }) => sum + n, 0);
      return [{ rule: key, name, decided: ours.length, rejected, ...rateOf(rejected, ours.length), reasons }];
    })
    .sort((a, b) => b.rejected - a.rejected || b.decided - a.decided);
}
