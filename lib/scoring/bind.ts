import type { CompiledBehaviour, CompiledSheet } from "./compile.ts";
import { type Fields, firstPart } from "./field.ts";

/**
 * A row of the dictionary of what happens: an event name with its countable properties. A property
 * sits here or on the event itself, never on both.
 */
export type Activity = {
  id: number;
  name: string;
  properties: Fields;
  /**
   * Names (first part of a path) that events of this activity may carry themselves; an empty set:
   * none; null: unknown, so any name may.
   */
  mayHaveRest: ReadonlySet<string> | null;
};

export type Plan = {
  properties: Fields;
  /** Places in `sheet.behaviours` of the rules that every such event matches. */
  always: readonly number[];
  /** … and of those that have to look at the event itself, or at the clock. */
  ask: readonly number[];
};

export type Match = "never" | "always" | "ask";

const restReader =
  ({ mayHaveRest }: Activity) =>
  (field: string): boolean =>
    mayHaveRest === null || mayHaveRest.has(field) || mayHaveRest.has(firstPart(field));

/** Whether events of an activity match a behaviour rule, as far as the activity alone can tell. */
export function matchActivity(rule: CompiledBehaviour, activity: Activity): Match {
  if (rule.event !== "*" && rule.event !== activity.name) return "never";
  if (rule.where === null) return "always";
  const decided = rule.where.partial(activity.properties, restReader(activity));
  return decided === null ? "ask" : decided ? "always" : "never";
}

/** A compiled sheet with its rules matched against activities, once for all events. */
export class BoundSheet {
  readonly sheet: CompiledSheet;
  readonly plans = new Map<number, Plan>();
  /**
   * How far back (ms before as_of) events can matter; null: without end, because a rule has no
   * window or an inactivity rule needs the last event however old; 0: no event matters.
   */
  readonly maxWindowMs: number | null;
  #needsRest = false;
  readonly #byEvent = new Map<string, number[]>();

  constructor(sheet: CompiledSheet) {
    this.sheet = sheet;
    const spans = sheet.behaviours.map((rule) => rule.windowMs);
    const widest = sheet.inactivities.length > 0 ? Number.POSITIVE_INFINITY : Math.max(0, ...spans);
    this.maxWindowMs = Number.isFinite(widest) ? widest : null;
    sheet.behaviours.forEach((rule, place) => {
      this.#byEvent.set(rule.event, [...(this.#byEvent.get(rule.event) ?? []), place]);
    });
  }

  /** True once a bound activity has a rule that reads what only the event itself carries. */
  get needsRest(): boolean {
    return this.#needsRest;
  }

  has(activityId: number): boolean {
    return this.plans.has(activityId);
  }

  /** Binds one more activity; cost is that of the rules for its event name. */
  add(activity: Activity): void {
    const always: number[] = [];
    const ask: number[] = [];
    const candidates = [
      ...(this.#byEvent.get(activity.name) ?? []),
      ...(activity.name === "*" ? [] : (this.#byEvent.get("*") ?? [])),
    ].sort((a, b) => a - b);
    for (const place of candidates) {
      const rule = this.sheet.behaviours[place];
      if (rule === undefined) continue;
      const match = matchActivity(rule, activity);
      if (match === "always") always.push(place);
      if (match !== "ask") continue;
      ask.push(place);
      const mayBeRest = restReader(activity);
      this.#needsRest ||=
        rule.where?.fields.some((f) => !Object.hasOwn(activity.properties, f) && mayBeRest(f)) === true;
    }
    this.plans.set(activity.id, { properties: activity.properties, always, ask });
  }
}

export function bindActivities(sheet: CompiledSheet, activities: Iterable<Activity>): BoundSheet {
  const bound = new BoundSheet(sheet);
  for (const activity of activities) bound.add(activity);
  return bound;
}
