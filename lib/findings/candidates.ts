import type { EventColumns } from "../scores/copy-events.ts";
import type { Activity } from "../scoring/bind.ts";
import { fieldsOf } from "../scoring/condition.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { DAY_MS } from "../scoring/values.ts";
import { sigmoid } from "../statistics/logistic.ts";
import { twoSidedP, Z_95 } from "../statistics/normal.ts";
import type { Observation } from "./observe.ts";
import type { Candidate, CandidateWhat } from "./schemas.ts";
import { design, MIN_LEADS, type Scorecard } from "./scorecard.ts";

/** Events older than this at the instant count for no candidate. */
export const CANDIDATE_DAYS = 90;
/** An attribute or a property with more values than this is about single leads. */
const MOST_VALUES = 30;
const MOST_TRIED = 500;
const MOST_PROPOSED = 8;
/** Two that hold for mostly the same leads are one. */
const SAME = 0.5;
const P_MAX = 0.05;

type Tried = { what: CandidateWhat; has: number[] };

/** Values as conditions compare them. */
const textOf = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "boolean" || typeof value === "number" ? String(value) : null;

/** The first part of a path: "/pricing" of "/pricing/compare". */
const firstOf = (path: string): string | null => /^\/[^/?#]+/.exec(path)?.[0] ?? null;

class Sets {
  readonly #sets = new Map<string, Tried>();

  add(what: CandidateWhat, row: number): void {
    const id = JSON.stringify(what);
    const known = this.#sets.get(id);
    if (!known) this.#sets.set(id, { what, has: [row] });
    else if (known.has.at(-1) !== row) known.has.push(row);
  }

  list(size: number): Tried[] {
    const values = new Map<string, number>();
    const owner = ({ what }: Tried) => JSON.stringify({ ...what, value: null });
    const all = [...this.#sets.values()];
    for (const one of all) values.set(owner(one), (values.get(owner(one)) ?? 0) + 1);
    return all
      .filter((one) => "value" in one.what === false || (values.get(owner(one)) ?? 0) <= MOST_VALUES)
      .filter(({ has }) => has.length >= MIN_LEADS && size - has.length >= MIN_LEADS)
      .sort((a, b) => b.has.length - a.has.length)
      .slice(0, MOST_TRIED);
  }
}

/** What no rule of the sheet looks at: events by name, pages by the first part of their path, values of attributes. */
function collect(
  content: SheetContent,
  observations: readonly Observation[],
  events: EventColumns,
  activities: ReadonlyMap<number, Pick<Activity, "name" | "properties">>,
): Tried[] {
  const counted = new Set(
    content.rules.flatMap((rule) => (rule.kind === "behaviour" && !rule.muted ? [rule.event] : [])),
  );
  const read = new Set([
    ...content.rules.flatMap((rule) =>
      rule.kind === "fit" && !rule.muted ? rule.cases.flatMap(({ when }) => fieldsOf(when)) : [],
    ),
    ...content.exclusions.flatMap(({ when }) => fieldsOf(when)),
  ]);
  const sets = new Sets();
  observations.forEach(({ at, attributes, events: { from, to } }, row) => {
    for (let n = from; n < to; n++) {
      if ((events.at[n] as number) <= at - CANDIDATE_DAYS * DAY_MS) break;
      const activity = activities.get(events.activityId[n] as number);
      if (!activity) continue;
      if (!counted.has(activity.name)) sets.add({ kind: "event", event: activity.name }, row);
      const { path } = activity.properties;
      const part = activity.name === "page_viewed" && typeof path === "string" ? firstOf(path) : null;
      if (part !== null) sets.add({ kind: "page", event: activity.name, path: part }, row);
    }
    for (const [field, value] of Object.entries(attributes)) {
      if (read.has(field)) continue;
      for (const each of Array.isArray(value) ? value : [value]) {
        const text = textOf(each);
        if (text !== null && text !== "") sets.add({ kind: "attribute", field, value: text }, row);
      }
    }
  });
  const size = observations.length;
  return sets.list(size).filter(({ what }) => what.kind !== "page" || !isPageCounted(content, what.path));
}

/** Whether a rule asks for pages of that first part already. */
const isPageCounted = (content: SheetContent, path: string): boolean =>
  content.rules.some(
    (rule) => rule.kind === "behaviour" && !rule.muted && JSON.stringify(rule.where).includes(`"${path}`),
  );

/**
 * What separates outcomes and is in no rule yet, strongest first. Each is tried on its own against what the sheet's rules
 * leave unexplained: Rao's score test for one more column of the fitted regression, with all that were tried paid for by
 * Bonferroni. The effect is one step of Newton's method from there. Pure.
 */
export function findCandidates(
  content: SheetContent,
  observations: readonly Observation[],
  { fit, columns, adjusts, scale }: Scorecard,
  events: EventColumns,
  activities: ReadonlyMap<number, Pick<Activity, "name" | "properties">>,
): { tried: number; candidates: Candidate[] } {
  const tried = collect(content, observations, events, activities);
  const p = columns.length + (adjusts ? 1 : 0);
  const x = design(content, observations, columns, adjusts);
  const chances = observations.map((_, row) => {
    let eta = fit.intercept;
    for (let n = 0; n < p; n++) eta += (fit.coefficients[n] as number) * (x[row * p + n] as number);
    return sigmoid(eta);
  });
  const converted = observations.filter((one) => one.converted).length;
  const tested = tried.flatMap((one) => {
    const { score, information } = scoreTest(one.has, observations, chances, {
      x,
      p,
      covariance: fit.covariance,
    });
    if (!(information > 1e-9)) return [];
    const z = score / Math.sqrt(information);
    return [{ ...one, z, effect: score / information, half: Z_95 / Math.sqrt(information) }];
  });
  const kept: typeof tested = [];
  for (const one of tested.toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z))) {
    if (kept.length >= MOST_PROPOSED || twoSidedP(one.z) * tested.length >= P_MAX) break;
    if (!kept.some((other) => overlap(one.has, other.has) > SAME)) kept.push(one);
  }
  const candidates = kept.map(({ what, has, effect, half }): Candidate => {
    const yes = has.filter((row) => observations[row]?.converted).length;
    const [low = 0, high = 0] = [effect - half, effect + half].map((one) => Math.round(scale * one) + 0);
    return {
      what,
      points: Math.round(scale * effect) + 0,
      low,
      high,
      with: { n: has.length, converted: yes },
      without: { n: observations.length - has.length, converted: converted - yes },
    };
  });
  return { tried: tested.length, candidates: candidates.filter(({ points }) => points !== 0) };
}

function scoreTest(
  has: readonly number[],
  observations: readonly Observation[],
  chances: readonly number[],
  { x, p, covariance }: { x: Float64Array; p: number; covariance: Float64Array },
): { score: number; information: number } {
  const size = p + 1;
  const cross = new Float64Array(size);
  let [score, information] = [0, 0];
  for (const row of has) {
    const chance = chances[row] as number;
    const weight = chance * (1 - chance);
    score += (observations[row]?.converted ? 1 : 0) - chance;
    information += weight;
    cross[0] = (cross[0] as number) + weight;
    for (let n = 0; n < p; n++) cross[n + 1] = (cross[n + 1] as number) + weight * (x[row * p + n] as number);
  }
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      information -= (cross[a] as number) * (covariance[a * size + b] as number) * (cross[b] as number);
  return { score, information };
}

/** Leads that both hold for, over leads that either holds for. */
function overlap(a: readonly number[], b: readonly number[]): number {
  const inside = new Set(a);
  const both = b.filter((row) => inside.has(row)).length;
  return both / (a.length + b.length - both);
}
