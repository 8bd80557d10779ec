import type { Rule, SheetContent } from "../scoring/schema.ts";
import { sheetIssues } from "../scoring/sheet-issues.ts";
import { verdictOf } from "../scoring/verdict.ts";
import { clampWarnings } from "./clamp-warnings.ts";
import { overlapWarnings, shadowedCases } from "./overlap-warnings.ts";
import type { SheetWarning } from "./warning-codes.ts";

/** Silence that long is no limit that anybody fills. */
const LONG_YEARS = 10;
const DAYS_A_YEAR = 365.25;

function limitWarnings(rule: Rule, place: number): SheetWarning[] {
  if (rule.kind !== "inactivity" || rule.limit === null || rule.limit.times === 1) return [];
  const path = `rules.${place}.limit`;
  const { times } = rule.limit;
  if (rule.every_days === null) return [{ path, code: "limit_counts_once", params: { times } }];
  const years = Math.floor((rule.after_days + (times - 1) * rule.every_days) / DAYS_A_YEAR);
  return years < LONG_YEARS ? [] : [{ path, code: "limit_takes_years", params: { times, years } }];
}

function neverTrue(content: SheetContent): SheetWarning[] {
  const never = (path: string): SheetWarning => ({ path, code: "never_true", params: {} });
  const ofRules = content.rules.flatMap((rule, place): SheetWarning[] => {
    if (rule.kind === "behaviour")
      return rule.where && verdictOf(rule.where) === "never" ? [never(`rules.${place}.where`)] : [];
    if (rule.kind !== "fit") return [];
    return rule.cases.flatMap(({ when }, n) =>
      verdictOf(when) === "never" ? [never(`rules.${place}.cases.${n}.when`)] : [],
    );
  });
  const ofExclusions = content.exclusions.flatMap(({ when }, place): SheetWarning[] => {
    const path = `exclusions.${place}.when`;
    const verdict = verdictOf(when);
    if (verdict === "never") return [never(path)];
    return verdict === "always" ? [{ path, code: "excludes_everybody", params: {} }] : [];
  });
  return [...ofRules, ...ofExclusions];
}

/** The rule without what it can never give: conditions nobody meets, cases that never get their turn. */
function possible(rule: Rule): Rule {
  if (rule.kind === "behaviour")
    return rule.where && verdictOf(rule.where) === "never" ? { ...rule, points: 0 } : rule;
  if (rule.kind !== "fit") return rule;
  const shadowed = new Set(shadowedCases(rule).map(({ place }) => place));
  const cases = rule.cases.filter(({ when }, place) => !shadowed.has(place) && verdictOf(when) !== "never");
  return { ...rule, cases };
}

/** Groups that validation lets pass because it counts with points that no lead can ever get. */
function groupWarnings(content: SheetContent): SheetWarning[] {
  const left = { ...content, rules: content.rules.map(possible) };
  return sheetIssues(left).flatMap(({ path, code, params }): SheetWarning[] =>
    code === "unreachable_group" || code === "overtaken_group" ? [{ path, code, params }] : [],
  );
}

/**
 * What a valid content says that is worth a word while it is written, in the order of rules and groups. Nothing here stops
 * a sheet, and all of it is certain from the content alone. Pure, so that it runs with every keystroke.
 */
export const sheetWarnings = (content: SheetContent): SheetWarning[] => [
  ...content.rules.flatMap(limitWarnings),
  ...neverTrue(content),
  ...clampWarnings(content),
  ...overlapWarnings(content),
  ...groupWarnings(content),
];
