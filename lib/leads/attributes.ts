import { isDeepStrictEqual } from "node:util";

export type Known = { knownAt: number; value: unknown };

/**
 * Puts a value into one attribute's history (oldest first, changed in place). Returns false where it says nothing new:
 * the value known at that instant was the same already. Null means that the attribute was taken away.
 */
export function learn(history: Known[], knownAt: number, value: unknown): boolean {
  let before = -1;
  for (let at = history.length - 1; at >= 0; at--) {
    if ((history[at]?.knownAt ?? 0) <= knownAt) {
      before = at;
      break;
    }
  }
  const previous = before < 0 ? undefined : history[before];
  if (isDeepStrictEqual(previous?.value ?? null, value ?? null)) return false;
  if (previous?.knownAt === knownAt) previous.value = value;
  else history.splice(before + 1, 0, { knownAt, value });
  return true;
}

const text = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value.trim() : null);

/** What to call a lead: its name, or first and last name, under the usual attribute names. */
export function displayNameOf(attributes: Record<string, unknown>): string | null {
  const whole = text(attributes.name) ?? text(attributes.full_name);
  if (whole) return whole;
  const first = text(attributes.first_name) ?? text(attributes.firstName) ?? text(attributes.firstname);
  const last = text(attributes.last_name) ?? text(attributes.lastName) ?? text(attributes.lastname);
  return [first, last].filter(Boolean).join(" ") || null;
}

/** The company a lead works for, under the usual attribute names. */
export function companyOf(attributes: Record<string, unknown>): string | null {
  return text(attributes.company) ?? text(attributes.company_name) ?? text(attributes.organization);
}
