import { Accumulator } from "./accumulate.ts";
import { type Adjustment, adjustmentRule, countingAt, NO_ADJUSTMENTS, nextAdjustment } from "./adjustment.ts";
import type { BoundSheet } from "./bind.ts";
import type { CompiledBehaviour, CompiledFit, CompiledInactivity, CompiledSheet } from "./compile.ts";
import type { CompiledModel } from "./compile-model.ts";
import type { Fields } from "./field.ts";
import { predict } from "./predict.ts";
import type { Contribution, Score } from "./score.ts";
import { Sum } from "./sum.ts";
import { DAY_MS } from "./values.ts";

export type RunOptions = {
  /** Count matching events beyond the limits too (`Contribution.matched`); dearer. */
  countMatches?: boolean;
};

/** Scores leads one after another at one instant; see `createRun`. */
export class Run {
  readonly #asOf: number;
  readonly #sheet: CompiledSheet;
  readonly #events: Accumulator;
  readonly #sum: Sum;
  readonly #points: Float64Array;
  readonly #times: Float64Array;
  #nextChange = Number.POSITIVE_INFINITY;

  constructor(bound: BoundSheet, asOfMs: number, options: RunOptions) {
    this.#asOf = asOfMs;
    this.#sheet = bound.sheet;
    this.#events = new Accumulator(bound, asOfMs, options.countMatches === true);
    this.#sum = new Sum(bound.sheet);
    this.#points = new Float64Array(bound.sheet.content.rules.length);
    this.#times = new Float64Array(bound.sheet.content.rules.length);
  }

  /** How often each rule counted for the lead finished last, in sheet order; the next lead overwrites it. */
  get times(): Float64Array {
    return this.#times;
  }

  /** Its points under each rule, before clamps; the next lead overwrites them. */
  get points(): Float64Array {
    return this.#points;
  }

  /** Its subtotal in each category, before the category's clamp; the next lead overwrites them. */
  get categoryRaw(): Float64Array {
    return this.#sum.categoryRaw;
  }

  /** One event of the current lead; newest first. Later than as_of it only bounds `nextChangeAt`. */
  event(atMs: number, activityId: number, rest?: Fields | null): void {
    this.#events.event(atMs, activityId, rest);
  }

  /**
   * The current lead's score, given its attributes as of the run's instant and what was given to it by hand at any; then the
   * next lead begins.
   */
  finish(
    attributes: Fields,
    options: { explain: boolean },
    adjustments: readonly Adjustment[] = NO_ADJUSTMENTS,
  ): Score {
    this.#events.settle();
    this.#nextChange = this.#events.nextChange;
    const { behaviours } = this.#sheet;
    for (let place = 0; place < behaviours.length; place++) {
      const rule = (behaviours[place] as CompiledBehaviour).rule;
      if (rule < 0) continue;
      this.#points[rule] = (this.#events.points[place] as number) + 0;
      this.#times[rule] = this.#events.times[place] as number;
    }
    for (const fit of this.#sheet.fits) this.#fit(fit, attributes);
    for (const inactivity of this.#sheet.inactivities) this.#inactivity(inactivity);
    for (const model of this.#sheet.models) this.#model(model, attributes);
    const excluded = this.#excluded(attributes);
    const counting = adjustments.length === 0 ? NO_ADJUSTMENTS : this.#counting(adjustments);
    this.#sum.run(this.#points, counting.length === 0 ? null : this.#adjusted(counting));
    const score: Score = {
      total: this.#sum.total,
      dimensions: this.#sum.byKey(),
      label: this.#sum.label(),
      group: excluded === null ? this.#sum.group() : null,
      excluded,
      contributions: options.explain ? [...this.#contributions(), ...counting.map(toContribution)] : [],
      explain: options.explain ? this.#sum.explain(counting) : null,
      nextChangeAt: Number.isFinite(this.#nextChange) ? this.#nextChange : null,
    };
    this.#events.reset();
    return score;
  }

  #set(rule: number, points: number, times: number): void {
    this.#points[rule] = points + 0;
    this.#times[rule] = times;
  }

  #noteChange(at: number | null): void {
    if (at !== null && at < this.#nextChange) this.#nextChange = at;
  }

  #fit(fit: CompiledFit, attributes: Fields): void {
    let decided = false;
    for (const { when, points } of fit.cases) {
      if (when.timeDependent) this.#noteChange(when.nextFlip(attributes, this.#asOf));
      if (decided || !when.test(attributes, this.#asOf)) continue;
      decided = true;
      this.#set(fit.rule, points, 1);
    }
    if (!decided) this.#set(fit.rule, fit.otherwise, 0);
  }

  #model(compiled: CompiledModel, attributes: Fields): void {
    const { rule, model, row, events, firstBehaviour, steps, otherwise, from } = compiled;
    this.#set(rule, 0, 0);
    if (this.#asOf < from) {
      this.#noteChange(from);
      return;
    }
    compiled.read(attributes, row);
    for (let n = 0; n < events.length; n++)
      row[events[n] as number] = this.#events.times[firstBehaviour + n] as number;
    const probability = predict(model, row);
    const step = steps.find((one) => probability >= one.from);
    this.#set(rule, step?.points ?? otherwise, step ? 1 : 0);
  }

  #inactivity({ rule, afterDays, everyDays, points, times: limit }: CompiledInactivity): void {
    const { lastAt } = this.#events;
    this.#set(rule, 0, 0);
    if (lastAt === Number.NEGATIVE_INFINITY) return;
    const days = Math.floor((this.#asOf - lastAt) / DAY_MS);
    const silent = days >= afterDays;
    const counted = !silent ? 0 : everyDays === null ? 1 : 1 + Math.floor((days - afterDays) / everyDays);
    const times = Math.min(counted, limit);
    this.#set(rule, times === 0 ? 0 : points * times, times);
    if (silent && (everyDays === null || times >= limit)) return;
    const due = silent ? afterDays + times * (everyDays ?? 0) : afterDays;
    // A hair early, against float dust in fractions of days.
    this.#noteChange(lastAt + Math.max(days + 1, Math.ceil(due - 1e-6)) * DAY_MS);
  }

  #excluded(attributes: Fields): string | null {
    let excluded: string | null = null;
    for (const { key, when } of this.#sheet.exclusions) {
      if (when.timeDependent) this.#noteChange(when.nextFlip(attributes, this.#asOf));
      if (excluded === null && when.test(attributes, this.#asOf)) excluded = key;
    }
    return excluded;
  }

  /** Those of the sheet's dimensions that count at the run's instant; the others' edges bound `nextChangeAt`. */
  #counting(adjustments: readonly Adjustment[]): readonly Adjustment[] {
    const { dimensions } = this.#sheet.content;
    const ours = adjustments.filter(({ dimension }) => dimensions.some(({ key }) => key === dimension));
    this.#noteChange(nextAdjustment(ours, this.#asOf));
    return countingAt(ours, this.#asOf);
  }

  #adjusted(counting: readonly Adjustment[]): Float64Array {
    const { dimensions } = this.#sheet.content;
    return Float64Array.from(dimensions, ({ key }) =>
      counting.reduce((sum, { dimension, points }) => sum + (dimension === key ? points : 0), 0),
    );
  }

  #contributions(): Contribution[] {
    const { content, behaviours } = this.#sheet;
    const { lastAt, matched, newestKept } = this.#events;
    const lists: Contribution[] = content.rules.map(({ key }, rule) => ({
      rule: key,
      points: this.#points[rule] as number,
      times: this.#times[rule] as number,
      lastAt: null,
      matched: null,
    }));
    behaviours.forEach(({ rule }, place) => {
      const item = lists[rule];
      if (item && item.times > 0) item.lastAt = newestKept[place] as number;
      if (item) item.matched = matched[place] as number;
    });
    for (const { rule } of this.#sheet.inactivities) {
      const item = lists[rule];
      if (item && item.times > 0) item.lastAt = lastAt;
    }
    return lists.filter(({ points, times }) => points !== 0 || times !== 0);
  }
}

const toContribution = ({ id, points, at }: Adjustment): Contribution => ({
  rule: adjustmentRule(id),
  points: points + 0,
  times: 1,
  lastAt: at,
  matched: null,
});

/**
 * A reusable scorer for one instant: for each lead `event(…)` newest first, then `finish(…)`.
 * Pure: no clock, no database.
 * @param asOfMs whole milliseconds since the epoch
 */
export const createRun = (bound: BoundSheet, asOfMs: number, options: RunOptions = {}): Run =>
  new Run(bound, asOfMs, options);
