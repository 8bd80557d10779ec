import { dayOf, type Grain, mondayOf, monthOf } from "./days.ts";
import type { Journey } from "./journey.ts";
import { type AsideStage, durationBucket, horizonClass, LINE, placeOf } from "./line.ts";

/**
 * What a lead adds to the sums that reports read. `cohort`: on the day of its entry; `period`: on the day that something
 * happened; `…_days`: how long steps took, on the same days; `waiting`: on the day since which it is where it is.
 */
export const BASES = ["cohort", "cohort_days", "period", "period_days", "waiting"] as const;
export type Basis = (typeof BASES)[number];

/** Kinds of sums; the stage's place in the line is added to those of a stage. */
export const MEASURES = {
  entered: 0,
  /** By the horizon that it is within (bucket). */
  reached: 0,
  /** Reached without being recorded. */
  passed: 10,
  recycled: 20,
  disqualified: 21,
  disordered: 22,
  /** With its worth as the amount. */
  worth: 40,
} as const;

/** A stored journey: a `Journey` and what the lead is grouped by. */
export type JourneyRow = {
  leadId: number;
  journey: Journey;
  source: string;
  campaign: string;
  landing: string;
  ownerId: number | null;
  /** Ids of the segments that it is in. */
  segments: readonly number[];
  /** When it may enter or leave a segment by time alone (ms). */
  lookAt: number | null;
};

type Fact = {
  basis: Basis;
  at: number;
  measure: number;
  bucket?: number;
  amount?: number;
  currency?: string | null;
};

/** Of no segment in particular, and of none. */
export const EVERYBODY = 0;
export const NO_SEGMENT = -1;

function factsOf({ enteredAt, reached, recorded, took, stage, sinceAt, disordered, worth }: Journey): Fact[] {
  const facts: Fact[] = [{ basis: "cohort", at: enteredAt, measure: MEASURES.entered }];
  for (let place = 1; place < LINE.length; place++) {
    const at = reached[place];
    if (at == null) break; // who did not reach one reached none after it
    const bucket = horizonClass(at - enteredAt);
    facts.push({ basis: "cohort", at: enteredAt, measure: MEASURES.reached + place, bucket });
    facts.push({ basis: "period", at, measure: MEASURES.reached + place });
    if (!recorded[place]) {
      facts.push({ basis: "cohort", at: enteredAt, measure: MEASURES.passed + place });
      facts.push({ basis: "period", at, measure: MEASURES.passed + place });
    }
    const ms = took[place];
    if (ms != null) {
      facts.push({ basis: "cohort_days", at: enteredAt, measure: place, bucket: durationBucket(ms) });
      facts.push({ basis: "period_days", at, measure: place, bucket: durationBucket(ms) });
    }
    const name = LINE[place];
    const told = name === "opportunity" || name === "customer" ? worth[name] : null;
    if (told) {
      const sum = { measure: MEASURES.worth + place, ...told };
      facts.push({ basis: "cohort", at: enteredAt, ...sum });
      facts.push({ basis: "period", at, ...sum });
    }
  }
  if (stage === "recycled" || stage === "disqualified") {
    facts.push({ basis: "cohort", at: enteredAt, measure: MEASURES[stage satisfies AsideStage] });
    facts.push({ basis: "period", at: sinceAt, measure: MEASURES[stage] });
  }
  if (disordered) facts.push({ basis: "cohort", at: enteredAt, measure: MEASURES.disordered });
  if (stage !== "customer" && placeOf(stage) >= 0)
    facts.push({ basis: "waiting", at: sinceAt, measure: placeOf(stage) });
  return facts;
}

export type Sum = {
  segment: number;
  dimension: string;
  value: string;
  basis: Basis;
  grain: Grain;
  period: string;
  measure: number;
  currency: string;
  /** How many, by bucket. */
  counts: number[];
  amount: number;
};

/** Sums that change, each once; what changes by nothing is left out. */
export class Delta {
  readonly #sums = new Map<string, Sum>();
  readonly #zone: string;

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Adds a journey (`sign` 1) or takes it away (-1), in every segment and dimension. */
  add(row: JourneyRow, sign: 1 | -1): void {
    const segments = [EVERYBODY, ...(row.segments.length > 0 ? row.segments : [NO_SEGMENT])];
    const dimensions = [
      ["all", ""],
      ["source", row.source],
      ["campaign", row.campaign],
      ["landing", row.landing],
      ["owner", row.ownerId === null ? "" : String(row.ownerId)],
    ] as const;
    const days = new Map<number, string>();
    for (const fact of factsOf(row.journey)) {
      const period = days.get(fact.at) ?? dayOf(fact.at, this.#zone);
      days.set(fact.at, period);
      for (const segment of segments)
        for (const [dimension, value] of dimensions)
          this.#count({ segment, dimension, value, period }, fact, sign);
    }
  }

  #count(
    where: Pick<Sum, "segment" | "dimension" | "value" | "period">,
    { basis, measure, bucket = 0, amount = 0, currency }: Fact,
    sign: 1 | -1,
  ): void {
    const sum = sumAt(this.#sums, { ...where, basis, measure, currency: currency ?? "", grain: "day" });
    addAt(sum.counts, bucket, sign);
    sum.amount += sign * amount;
  }

  /** By day, and by the week and the month that a day is in. */
  changed(): Sum[] {
    const whole = { week: new Map<string, Sum>(), month: new Map<string, Sum>() };
    for (const day of this.#sums.values())
      for (const grain of ["week", "month"] as const) {
        const period = grain === "week" ? mondayOf(day.period) : monthOf(day.period);
        const sum = sumAt(whole[grain], { ...day, grain, period });
        for (const [bucket, n] of day.counts.entries()) addAt(sum.counts, bucket, n);
        sum.amount += day.amount;
      }
    return [this.#sums, whole.week, whole.month]
      .flatMap((sums) => [...sums.values()])
      .filter(({ counts, amount }) => amount !== 0 || counts.some((n) => n !== 0));
  }
}

/** The sum of this kind, which is none yet where there was none. */
function sumAt(sums: Map<string, Sum>, kind: Omit<Sum, "counts" | "amount">): Sum {
  const { segment, dimension, value, period, basis, measure, currency } = kind;
  const key = `${segment}\n${dimension}\n${period}\n${basis}\n${measure}\n${currency}\n${value}`;
  const known = sums.get(key);
  if (known) return known;
  const sum = { ...kind, counts: [], amount: 0 };
  sums.set(key, sum);
  return sum;
}

function addAt(counts: number[], bucket: number, n: number): void {
  while (counts.length <= bucket) counts.push(0);
  counts[bucket] = (counts[bucket] ?? 0) + n;
}
