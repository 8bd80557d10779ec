import { isDeepStrictEqual } from "node:util";

/** A run of one value: first told at `knownAt`, and told again, with no other in between, until `confirmedAt` (ms). */
export type Known = { knownAt: number; confirmedAt: number; value: unknown };
/** `news`: the value known at that instant was another. `changed`: runs to be stored. */
export type Learned = { news: boolean; changed: Known[] };

const NOTHING: Learned = { news: false, changed: [] };

/** Where the last run that began at or before an instant is; -1: none. */
function runAt(history: Known[], at: number): number {
  for (let n = history.length - 1; n >= 0; n--) if ((history[n]?.knownAt ?? 0) <= at) return n;
  return -1;
}

/**
 * Puts a value into one attribute's history (oldest first, changed in place). Values may come in any order: one that
 * falls into a run of another ends that run and lets it begin anew when it was last told. Null: taken away.
 */
export function learn(history: Known[], at: number, value: unknown): Learned {
  const place = runAt(history, at);
  const run = history[place];
  if (isDeepStrictEqual(run?.value ?? null, value ?? null)) {
    if (!run || run.confirmedAt >= at) return NOTHING;
    run.confirmedAt = at;
    return { news: false, changed: [run] };
  }
  const told: Known = { knownAt: at, confirmedAt: at, value };
  const changed = [told];
  if (run && run.confirmedAt > at) {
    const rest: Known = { knownAt: run.confirmedAt, confirmedAt: run.confirmedAt, value: run.value };
    history.splice(place + 1, 0, rest);
    changed.push(rest);
  }
  if (run?.knownAt === at) history[place] = told;
  else {
    if (run && run.confirmedAt > at) {
      run.confirmedAt = run.knownAt;
      changed.push(run);
    }
    history.splice(place + 1, 0, told);
  }
  return { news: true, changed };
}

/**
 * One history made of several of the same attribute: each run says its value when it began and when it was last told.
 * What two say of one instant is decided by the values themselves, so that the order of the histories does not matter.
 */
export function mergeHistories(histories: readonly (readonly Known[])[]): Known[] {
  const told = histories
    .flat()
    .flatMap(({ knownAt, confirmedAt, value }) => [
      { at: knownAt, value },
      ...(confirmedAt > knownAt ? [{ at: confirmedAt, value }] : []),
    ])
    .map((one) => ({ ...one, text: JSON.stringify(one.value) }))
    .sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const merged: Known[] = [];
  for (const { at, value } of told) learn(merged, at, value);
  return merged;
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
