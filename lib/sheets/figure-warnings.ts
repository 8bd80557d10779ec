import type { SheetContent } from "../scoring/schema.ts";
import { verdictOf } from "../scoring/verdict.ts";
import type { SheetWarning } from "./warning-codes.ts";

export type RuleFigures = { rule: string; leads: number; opportunities: number; felt: number };

/**
 * What leads say of a content's rules: one that counts for nobody, and one whose category gives everybody the same without
 * it. Rules are found by key, so that figures of an older state still serve. Pure.
 * @param figures of a preview
 * @param size leads that were scored; without any, nobody's silence means a thing
 */
export function figureWarnings(
  content: SheetContent,
  figures: readonly RuleFigures[],
  size: number,
): SheetWarning[] {
  if (size === 0) return [];
  const byKey = new Map(figures.map((figure) => [figure.rule, figure]));
  return content.rules.flatMap((rule, place): SheetWarning[] => {
    const found = rule.muted === true ? undefined : byKey.get(rule.key);
    // What can match nobody at all is told from the content, with the reason.
    if (!found || (rule.kind === "behaviour" && rule.where && verdictOf(rule.where) === "never")) return [];
    if (found.leads === 0) return [{ path: `rules.${place}`, code: "matches_nobody", params: { size } }];
    const gives =
      rule.kind === "fit"
        ? rule.cases.some(({ points }) => points !== 0)
        : rule.kind === "model"
          ? rule.steps.some(({ points }) => points !== 0)
          : rule.points !== 0;
    if (found.felt > 0 || !gives) return [];
    const category = content.categories.find(({ key }) => key === rule.category)?.name ?? rule.category;
    const params = { category, leads: found.leads };
    return [{ path: `rules.${place}`, code: "changes_nothing", params }];
  });
}
