import type { CompiledSheet } from "../scoring/compile.ts";
import type { Run } from "../scoring/scorer.ts";

const clamp = (x: number, min: number, max: number): number => Math.min(Math.max(x, min), max);

/** Counts, while leads are scored, how many each rule of a sheet counts for; arrays are in the order of its rules. */
export class RuleTally {
  /** Leads for whom the rule counts: an event kept, a case that holds, silence long enough. */
  readonly leads: Int32Array;
  /** Of those, the ones that became opportunities. */
  readonly opportunities: Int32Array;
  /** Of those, the ones whose category would give something else without the rule. */
  readonly felt: Int32Array;
  readonly #sheet: CompiledSheet;

  constructor(sheet: CompiledSheet) {
    const size = sheet.content.rules.length;
    this.leads = new Int32Array(size);
    this.opportunities = new Int32Array(size);
    this.felt = new Int32Array(size);
    this.#sheet = sheet;
  }

  /** One more lead, just finished by `run`. */
  add(run: Run, isOpportunity: boolean): void {
    const { times, points, categoryRaw } = run;
    const { categories, categoryOfRule } = this.#sheet;
    for (let rule = 0; rule < times.length; rule++) {
      if (times[rule] === 0) continue;
      this.leads[rule] = (this.leads[rule] as number) + 1;
      if (isOpportunity) this.opportunities[rule] = (this.opportunities[rule] as number) + 1;
      const place = categoryOfRule[rule] as number;
      const raw = categoryRaw[place] as number;
      const { min, max } = categories[place] as { min: number; max: number };
      if (clamp(raw, min, max) !== clamp(raw - (points[rule] as number), min, max))
        this.felt[rule] = (this.felt[rule] as number) + 1;
    }
  }
}
