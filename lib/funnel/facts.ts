import { dayOf, mondayOf } from "./days.ts";
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
  /** With its worth as the amount, by horizon. */
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
      facts.push({ basis: "cohort", at: enteredAt, bucket, ...sum });
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
  grain: "day" | "week";
  period: string;
  measure: number;
  bucket: number;
  currency: string;
  n: number;
  amount: number;
};

/** Sums that change, each once; what changes by nothing is left out. */
export class Delta {
  readonly #sums = new Map<string, Sum>();
  readonly #zone: string;

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Adds a journey (`sign` 1) or takes it away (-1), in every segment and dimension, by day and by week. */
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
    const what = { ...where, basis, measure, bucket, currency: currency ?? "" };
    addTo(this.#sums, { ...what, grain: "day", n: sign, amount: sign * amount });
  }

  changed(): Sum[] {
    const weeks = new Map<string, Sum>();
    for (const sum of this.#sums.values())
      addTo(weeks, { ...sum, grain: "week", period: mondayOf(sum.period) });
    return [...this.#sums.values(), ...weeks.values()].filter(({ n, amount }) => n !== 0 || amount !== 0);
  }
}

function addTo(sums: Map<string, Sum>, sum: Sum): void {
  const { segment, dimension, value, period, basis, measure, bucket, currency } = sum;
  const key = `${segment}\n${dimension}\n${period}\n${basis}\n${measure}\n${bucket}\n${currency}\n${value}`;
  const known = sums.get(key);
  if (known) {
    known.n += sum.n;
    known.amount += sum.amount;
  } else sums.set(key, sum);
}
