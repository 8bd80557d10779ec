import type { Condition } from "../scoring/condition-schema.ts";
import { implies } from "../scoring/implies.ts";
import type { BehaviourRule, FitRule, SheetContent } from "../scoring/schema.ts";
import { verdictOf } from "../scoring/verdict.ts";
import type { SheetWarning } from "./warning-codes.ts";

/** Entries that are compared with each other; pairs grow with its square. */
const MAX_COMPARED = 60;

type Placed<T> = { rule: T; place: number };

/** Muted rules are left out: they count nothing, so not twice either. */
const placed = <K extends "behaviour" | "fit">({ rules }: SheetContent, kind: K) =>
  rules.flatMap((rule, place) =>
    rule.kind === kind && rule.muted !== true
      ? [{ rule: rule as Extract<typeof rule, { kind: K }>, place }]
      : [],
  );

const canHold = (when: Condition | null): boolean => when === null || verdictOf(when) !== "never";

/** Every pair, the earlier one first. */
const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.slice(0, MAX_COMPARED).flatMap((a, n) => items.slice(n + 1, MAX_COMPARED).map((b): [T, T] => [a, b]));

/** Two rules on one event of which one's condition holds whenever the other's does: both give points for it. */
function behaviourOverlap(a: Placed<BehaviourRule>, b: Placed<BehaviourRule>): SheetWarning[] {
  const within = implies(b.rule.where, a.rule.where);
  const around = implies(a.rule.where, b.rule.where);
  if (within && around)
    return [{ path: `rules.${b.place}.where`, code: "same_condition", params: { other: a.rule.name } }];
  if (!within && !around) return [];
  const [narrow, wide] = within ? [b, a] : [a, b];
  return [{ path: `rules.${narrow.place}.where`, code: "overlap", params: { other: wide.rule.name } }];
}

/** Two rules on attributes that have a case in common: both give points for it. */
function fitOverlap(a: Placed<FitRule>, b: Placed<FitRule>): SheetWarning[] {
  const same = (x: Condition, y: Condition) => canHold(x) && implies(x, y) && implies(y, x);
  const at = b.rule.cases
    .slice(0, MAX_COMPARED)
    .findIndex(({ when }) => a.rule.cases.slice(0, MAX_COMPARED).some((other) => same(when, other.when)));
  if (at < 0) return [];
  const path = `rules.${b.place}.cases.${at}.when`;
  return [{ path, code: "same_condition", params: { other: a.rule.name } }];
}

/** Places of a rule's cases that an earlier case always comes before, each with that one's. */
export function shadowedCases(rule: FitRule): { place: number; by: number }[] {
  const cases = rule.cases.slice(0, MAX_COMPARED);
  return cases.flatMap(({ when }, place) => {
    if (!canHold(when)) return [];
    const by = cases.slice(0, place).findIndex((earlier) => implies(when, earlier.when));
    return by < 0 ? [] : [{ place, by }];
  });
}

const shadowWarnings = ({ rule, place }: Placed<FitRule>): SheetWarning[] =>
  shadowedCases(rule).map((shadowed) => ({
    path: `rules.${place}.cases.${shadowed.place}.when`,
    code: "case_shadowed",
    params: { case: shadowed.place + 1, by: shadowed.by + 1 },
  }));

/** Rules that count the same thing twice, and cases that never get their turn. Pure. */
export function overlapWarnings(content: SheetContent): SheetWarning[] {
  const behaviours = placed(content, "behaviour").filter(({ rule }) => canHold(rule.where));
  const byEvent = Map.groupBy(behaviours, ({ rule }) => rule.event);
  const fits = placed(content, "fit");
  return [
    ...[...byEvent.values()].flatMap((rules) => pairs(rules).flatMap(([a, b]) => behaviourOverlap(a, b))),
    ...fits.flatMap(shadowWarnings),
    ...pairs(fits).flatMap(([a, b]) => fitOverlap(a, b)),
  ];
}
