import type { BoundSheet } from "./bind.ts";
import type { CompiledBehaviour } from "./compile.ts";
import type { Fields } from "./field.ts";
import { DAY_MS } from "./values.ts";

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Counts one lead's events, newest first, into points per behaviour rule: plain typed arrays, no
 * allocation per event. Arrays are indexed by the rule's place in `sheet.behaviours`.
 */
export class Accumulator {
  readonly points: Float64Array;
  readonly times: Int32Array;
  /** Matching events in the window, kept by the limit or not; counted where `countMatches`. */
  readonly matched: Int32Array;
  readonly newestKept: Float64Array;
  readonly oldestKept: Float64Array;
  /** The lead's last event of any name at or before as_of; -Infinity: none. */
  lastAt = Number.NEGATIVE_INFINITY;
  /** Instant at which the counted points may first change by the passing of time. */
  nextChange = NEVER;

  readonly #bound: BoundSheet;
  readonly #asOf: number;
  readonly #countMatches: boolean;
  readonly #rules: readonly CompiledBehaviour[];
  readonly #day: Float64Array;
  readonly #dayTimes: Int32Array;
  #previousAt = NEVER;
  #touched = false;

  constructor(bound: BoundSheet, asOfMs: number, countMatches: boolean) {
    const size = bound.sheet.behaviours.length;
    this.points = new Float64Array(size);
    this.times = new Int32Array(size);
    this.matched = new Int32Array(size);
    this.newestKept = new Float64Array(size);
    this.oldestKept = new Float64Array(size);
    this.#day = new Float64Array(size);
    this.#dayTimes = new Int32Array(size);
    this.#bound = bound;
    this.#asOf = asOfMs;
    this.#countMatches = countMatches;
    this.#rules = bound.sheet.behaviours;
  }

  /**
   * @param atMs when it happened; never later than the event before
   * @param rest properties that this event carries itself, beside its activity's
   * @throws RangeError on an event out of order or of an activity that was not bound
   */
  event(atMs: number, activityId: number, rest?: Fields | null): void {
    if (atMs > this.#previousAt) throw new RangeError("Events must come newest first.");
    this.#previousAt = atMs;
    if (atMs > this.#asOf) {
      this.nextChange = Math.min(this.nextChange, atMs);
      return;
    }
    if (atMs > this.lastAt) this.lastAt = atMs;
    const plan = this.#bound.plans.get(activityId);
    if (plan === undefined) throw new RangeError(`Activity ${activityId} is not bound.`);
    const { always, ask } = plan;
    for (let i = 0; i < always.length; i++) this.#keep(always[i] as number, atMs);
    for (let i = 0; i < ask.length; i++) this.#ask(ask[i] as number, atMs, plan.properties, rest);
  }

  reset(): void {
    this.lastAt = Number.NEGATIVE_INFINITY;
    this.nextChange = NEVER;
    this.#previousAt = NEVER;
    if (!this.#touched) return;
    this.points.fill(0);
    this.times.fill(0);
    this.matched.fill(0);
    this.#touched = false;
  }

  /** Adds what only the end can tell: when the oldest kept event of each rule leaves its window. */
  settle(): void {
    if (!this.#touched) return;
    for (let place = 0; place < this.#rules.length; place++) {
      const { windowMs } = this.#rules[place] as CompiledBehaviour;
      if (windowMs === NEVER || this.times[place] === 0) continue;
      // An event the limit dropped is older than those it kept, so its leaving changes nothing.
      const leaves = Math.floor((this.oldestKept[place] as number) + windowMs);
      this.nextChange = Math.min(this.nextChange, Math.max(this.#asOf + 1, leaves));
    }
  }

  #isFull(place: number, rule: CompiledBehaviour, atMs: number): boolean {
    const kept = this.times[place] as number;
    if (kept === 0) return false;
    if (!rule.perDay) return kept >= rule.times;
    return this.#day[place] === Math.floor(atMs / DAY_MS) && (this.#dayTimes[place] as number) >= rule.times;
  }

  #ask(place: number, atMs: number, properties: Fields, rest?: Fields | null): void {
    const rule = this.#rules[place] as CompiledBehaviour;
    if (atMs <= this.#asOf - rule.windowMs || rule.where === null) return;
    // Those kept so far are newer; should one of them cease to match, that instant is noted already.
    if (!this.#countMatches && this.#isFull(place, rule, atMs)) return;
    if (rule.where.timeDependent) {
      const flip = rule.where.nextFlip(properties, this.#asOf, rest);
      if (flip !== null && flip < this.nextChange) this.nextChange = flip;
    }
    if (rule.where.test(properties, this.#asOf, rest)) this.#keep(place, atMs);
  }

  #keep(place: number, atMs: number): void {
    const rule = this.#rules[place] as CompiledBehaviour;
    const ageMs = this.#asOf - atMs;
    if (atMs <= this.#asOf - rule.windowMs) return;
    this.#touched = true;
    this.matched[place] = (this.matched[place] as number) + 1;
    const kept = this.times[place] as number;
    if (rule.perDay) {
      const day = Math.floor(atMs / DAY_MS);
      if (kept === 0 || this.#day[place] !== day) {
        this.#day[place] = day;
        this.#dayTimes[place] = 0;
      }
      if ((this.#dayTimes[place] as number) >= rule.times) return;
      this.#dayTimes[place] = (this.#dayTimes[place] as number) + 1;
    } else if (kept >= rule.times) {
      return;
    }
    if (kept === 0) this.newestKept[place] = atMs;
    this.oldestKept[place] = atMs;
    this.times[place] = kept + 1;
    this.points[place] = (this.points[place] as number) + rule.points * this.#factor(rule, atMs, ageMs);
  }

  #factor(rule: CompiledBehaviour, atMs: number, ageMs: number): number {
    const { factors } = rule;
    if (factors === null) return 1;
    const days = Math.floor(ageMs / DAY_MS);
    const step = atMs + (days + 1) * DAY_MS;
    if (step < this.nextChange) this.nextChange = step;
    return days < factors.length ? (factors[days] as number) : 0.5 ** (days / rule.halfLifeDays);
  }
}
