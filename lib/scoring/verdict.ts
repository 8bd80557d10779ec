import type { Condition } from "./condition-schema.ts";
import { contradictoryFields } from "./contradictions.ts";

/** What can be said of a condition without looking at anybody; null: it depends. */
export type Verdict = "always" | "never" | null;

const opposite = (verdict: Verdict): Verdict =>
  verdict === null ? null : verdict === "always" ? "never" : "always";

/**
 * Whether a condition holds for everybody or for nobody: empty lists, and conjunctions that contradict themselves. Sound
 * and not complete: null says that it was not found out. Reads a field as one value, as `contradictoryFields` does.
 */
export function verdictOf(condition: Condition): Verdict {
  if ("not" in condition) return opposite(verdictOf(condition.not));
  if ("any" in condition) {
    const parts = condition.any.map(verdictOf);
    if (parts.includes("always")) return "always";
    return parts.every((part) => part === "never") ? "never" : null;
  }
  if ("all" in condition) {
    const parts = condition.all.map(verdictOf);
    if (parts.includes("never") || contradictoryFields(condition).length > 0) return "never";
    return parts.every((part) => part === "always") ? "always" : null;
  }
  if ((condition.op === "in" || condition.op === "not_in") && condition.value.length === 0)
    return condition.op === "in" ? "never" : "always";
  return contradictoryFields(condition).length > 0 ? "never" : null;
}
