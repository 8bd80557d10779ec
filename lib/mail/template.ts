import { Liquid, type Template } from "liquidjs";
import { MOST_BODY_TEMPLATE } from "./limits.ts";
import { plainInMarkdown } from "./markdown.ts";

const TAGS = new Set(["if", "unless", "case", "comment"]);
const FILTERS = new Set([
  "default",
  "upcase",
  "downcase",
  "capitalize",
  "truncate",
  "strip",
  "replace",
  "date",
  "round",
  "plus",
  "minus",
  "times",
  "divided_by",
]);

/**
 * Branches and a few filters, no loops, no other templates, no files: what a template can do is bounded by its length. An
 * output is always escaped for where it stands; there is no filter that leaves it raw.
 */
function engine(escaped: (value: unknown) => string): Liquid {
  const made = new Liquid({
    outputEscape: escaped,
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    parseLimit: MOST_BODY_TEMPLATE,
    renderLimit: 200,
    memoryLimit: 1_000_000,
  });
  for (const name of Object.keys(made.tags)) if (!TAGS.has(name)) delete made.tags[name];
  for (const name of Object.keys(made.filters)) if (!FILTERS.has(name)) made.unregisterFilter(name);
  return made;
}

const inLine = engine((value) => (value === null || value === undefined ? "" : String(value)));
const inMarkdown = engine(plainInMarkdown);

/** What merge fields read. Plain data: nothing in it is ever read as a template. */
export type MergeScope = {
  lead: Record<string, unknown>;
  promo: Record<string, string>;
  /** The lead's own addresses of forms, by their keys. */
  form: Record<string, string>;
  unsubscribe_url: string;
};
const ROOTS = new Set<string>(["lead", "promo", "form", "unsubscribe_url"] satisfies (keyof MergeScope)[]);

export const fillLine = (template: string, scope: MergeScope): string =>
  String(inLine.parseAndRenderSync(template, scope));
export const fillMarkdown = (template: string, scope: MergeScope): string =>
  String(inMarkdown.parseAndRenderSync(template, scope));

/** Why a template cannot be used, or null: it does not parse, or reads a field that no mail has. Pure. */
export function templateProblem(template: string): string | null {
  let parsed: Template[];
  try {
    parsed = inLine.parse(template);
  } catch (error) {
    return (error as Error).message.slice(0, 300);
  }
  const unknown = fieldsOf(parsed).find(([root]) => !ROOTS.has(String(root)));
  return unknown ? `unknown field: ${unknown.join(".")}` : null;
}

/** Keys of the promo code pools that templates read. */
export const poolsIn = (templates: readonly string[]): string[] => keysIn("promo", templates);
/** Keys of the forms whose addresses templates read. */
export const formsIn = (templates: readonly string[]): string[] => keysIn("form", templates);

function keysIn(root: string, templates: readonly string[]): string[] {
  const read = templates.flatMap((template) => {
    try {
      return fieldsOf(inLine.parse(template));
    } catch {
      return [];
    }
  });
  return [...new Set(read.flatMap(([at, key]) => (at === root && typeof key === "string" ? [key] : [])))];
}

const fieldsOf = (template: Template[]) => inLine.globalVariableSegmentsSync(template) as unknown[][];
