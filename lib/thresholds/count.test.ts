import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseCut, worth } from "./choose.ts";
import { type CountPlan, countThresholds, type Followed } from "./count.ts";

const DAY = 86_400_000;
const plan: CountPlan = { asOf: 200 * DAY, since: 0, watchMs: 10 * DAY, horizonMs: 30 * DAY, scale: 1 };
const lead = (begin: number, won: number | null, ...steps: [number, number][]): Followed => ({
  begin: begin * DAY,
  opportunityAt: won === null ? null : won * DAY,
  steps: steps.map(([at, total]) => ({ at: at * DAY, total })),
});
const cut = (leads: Followed[], from: number, over: Partial<CountPlan> = {}) =>
  countThresholds(leads, { ...plan, ...over }).cuts.find((one) => one.from === from);

describe("countThresholds", () => {
  it("hands a lead over at the first instant at which its score reached the cut, and never once it is an opportunity", () => {
    const leads = [lead(0, 35, [0, 5], [3, 20], [6, 40]), lead(0, 3, [0, 5], [3, 40]), lead(0, null, [0, 5])];
    expect(cut(leads, 5)).toMatchObject({ handed_over: 3, opportunities: 1 });
    // 35 days is within 30 of day 6, and not of day 0 and 3.
    expect(cut([leads[0] as Followed], 5)).toMatchObject({ handed_over: 1, opportunities: 0 });
    expect(cut([leads[0] as Followed], 20)).toMatchObject({ handed_over: 1, opportunities: 0 });
    expect(cut([leads[0] as Followed], 21)).toMatchObject({ handed_over: 1, opportunities: 1 });
    expect(cut(leads, 40)).toMatchObject({ handed_over: 1 });
  });

  it("counts what comes up to the end of the horizon and not later", () => {
    expect(cut([lead(0, 30, [0, 5])], 5)?.opportunities).toBe(1);
    expect(cut([lead(0, 30.001, [0, 5])], 5)?.opportunities).toBe(0);
  });

  it("leaves young leads out of precision and recall, and those that were opportunities before", () => {
    const old = [lead(0, 20, [0, 5]), lead(0, null, [0, 5])];
    const young = [lead(161, null, [161, 5]), lead(161, 165, [161, 5]), lead(5, 5, [5, 5])];
    const found = countThresholds([...old, ...young], plan);
    expect(found.leads).toMatchObject({ matured: 2, opportunities: 1, open: 2, before: 1 });
    expect(found.cuts[0]).toMatchObject({ handed_over: 2, opportunities: 1, precision: { rate: 0.5 } });
    // … but as many hand-overs a week come from the newest whose watch has passed.
    expect(found.leads).toMatchObject({ recent: 2, recent_weeks: 12 });
    expect(found.cuts[0]?.per_week?.rate).toBeCloseTo(2 / 12);
  });

  it("gives rates a week of all leads where only a sample was followed", () => {
    const leads = [lead(150, null, [150, 5])];
    expect(cut(leads, 5, { scale: 10 })?.per_week?.rate).toBeCloseTo(
      10 * (cut(leads, 5)?.per_week?.rate ?? 0),
    );
  });

  it("hands over fewer the higher the cut, and finds fewer opportunities only by handing over fewer or sooner", () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 60 }));
    const anyLead = fc
      .tuple(fc.integer({ min: 0, max: 190 }), fc.option(fc.integer({ min: 0, max: 60 })), fc.array(step))
      .map(([begin, won, steps]) => {
        const rising = steps
          .sort((a, b) => a[0] - b[0])
          .filter(([, total], n) => steps.slice(0, n).every(([, before]) => before < total));
        return lead(
          begin,
          won === null ? null : begin + won,
          ...rising.map(([at, total]): [number, number] => [begin + at, total]),
        );
      });
    fc.assert(
      fc.property(fc.array(anyLead, { maxLength: 40 }), (leads) => {
        const { cuts, leads: cohort } = countThresholds(leads, plan);
        for (const [n, one] of cuts.entries()) {
          expect(one.handed_over).toBeLessThanOrEqual(cuts[n - 1]?.handed_over ?? Number.POSITIVE_INFINITY);
          expect(one.opportunities).toBeLessThanOrEqual(Math.min(one.handed_over, cohort.opportunities));
          for (const rate of [one.precision, one.recall, one.per_week, one.opportunities_per_week]) {
            if (!rate) continue;
            expect(rate.low).toBeLessThanOrEqual(rate.rate + 1e-12);
            expect(rate.high).toBeGreaterThanOrEqual(rate.rate - 1e-12);
          }
        }
      }),
    );
  });

  it("says when there would be enough, from the leads of today alone", () => {
    const many = Array.from({ length: 100 }, (_, n) =>
      lead(170 + n / 10, n < 30 ? 180 : null, [170 + n / 10, 5]),
    );
    const { ready } = countThresholds(many, plan);
    expect(ready).toMatchObject({ enough: false, earliest: new Date((170 + 9.9 + 40) * DAY).toISOString() });
    expect(countThresholds(many, { ...plan, asOf: 300 * DAY }).ready).toMatchObject({
      enough: true,
      earliest: null,
    });
    expect(countThresholds(many.slice(0, 99), plan).ready.earliest).toBeNull();
  });
});

describe("chooseCut", () => {
  const rate = (value: number) => ({ rate: value, low: value, high: value });
  const one = (from: number, week: number, opportunities: number) => ({
    from,
    handed_over: 1,
    opportunities: 1,
    precision: rate(opportunities / week),
    recall: rate(1),
    share: 1,
    per_week: rate(week),
    opportunities_per_week: rate(opportunities),
  });
  const cuts = [one(10, 40, 4), one(20, 20, 3), one(30, 5, 1)];

  it("takes the lowest cut that sales can take", () => {
    expect(chooseCut(cuts, { capacity: 40 })?.from).toBe(10);
    expect(chooseCut(cuts, { capacity: 39 })?.from).toBe(20);
    expect(chooseCut(cuts, { capacity: 4 })).toBeNull();
  });

  it("takes the cut that earns most after what its hand-overs cost, and none where all lose", () => {
    expect(chooseCut(cuts, { value: 1000, cost: 10 })?.from).toBe(10);
    expect(chooseCut(cuts, { value: 1000, cost: 60 })?.from).toBe(20);
    expect(worth(cuts[1] as (typeof cuts)[number], { value: 1000, cost: 60 })).toBe(1800);
    expect(chooseCut(cuts, { value: 1000, cost: 500 })).toBeNull();
  });
});
