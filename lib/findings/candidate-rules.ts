import type { Rule, SheetContent } from "../scoring/schema.ts";
import { CANDIDATE_DAYS } from "./candidates.ts";
import type { Candidate, CandidateWhat, Findings } from "./schemas.ts";

const MOST_KEY = 48;

/** What a candidate looks at, in words that need no translation. */
const nameOf = (what: CandidateWhat): string => {
  if (what.kind === "event") return what.event;
  return what.kind === "page" ? what.path : `${what.field}: ${what.value}`;
};

function freeKey(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, MOST_KEY);
  const base = plain === "" ? "rule" : plain;
  let key = base;
  for (let n = 2; taken.has(key); n++) key = `${base}_${n}`;
  return key;
}

/** The category that most rules of a kind are in, else the first. */
function categoryFor({ rules, categories }: SheetContent, kind: Rule["kind"]): string | undefined {
  const sizes = categories.map(({ key }) => ({
    key,
    size: rules.filter((rule) => rule.category === key && rule.kind === kind).length,
  }));
  return sizes.toSorted((a, b) => b.size - a.size)[0]?.key;
}

/** Candidates as rules that could be added to the sheet; none where it has no category to put them in. */
export function candidateRules(
  content: SheetContent,
  candidates: readonly Candidate[],
): Findings["candidates"] {
  const taken = new Set(content.rules.map(({ key }) => key));
  return candidates.flatMap((candidate) => {
    const { what, points } = candidate;
    const category = categoryFor(content, what.kind === "attribute" ? "fit" : "behaviour");
    if (category === undefined) return [];
    const name = nameOf(what);
    const key = freeKey(name, taken);
    taken.add(key);
    const rule: Rule =
      what.kind === "attribute"
        ? {
            ...{ key, name, category, kind: "fit", otherwise: 0 },
            cases: [{ when: { field: what.field, op: "eq", value: what.value }, points }],
          }
        : {
            ...{ key, name, category, kind: "behaviour", event: what.event, points },
            where: what.kind === "page" ? { field: "path", op: "starts_with", value: what.path } : null,
            limit: { times: 1, per: "lifetime" },
            window_days: CANDIDATE_DAYS,
            half_life_days: null,
          };
    return [{ ...candidate, rule }];
  });
}
