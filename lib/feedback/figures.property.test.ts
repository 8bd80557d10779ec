import fc from "fast-check";
import { expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { STAGES } from "../leads/stages.ts";
import { wilson } from "../statistics/wilson.ts";
import type { FeedbackReport } from "./schemas.ts";
import { type HandedLead, reportWorkspace } from "./testing.ts";

useTestDatabase();

const ORDER = ["lead", "mql", "sal", "sql", "opportunity", "customer"];
const REACHED = ["sal", "sql", "opportunity", "customer"] as const;
const ACTIVE = 180;
const nobody = { rate: null, low: null, high: null };

/** Whole days make ties of every kind likely: outcomes at the hand-over, at the horizon, and at one another's instants. */
const days = fc.integer({ min: 0, max: ACTIVE });
const person: fc.Arbitrary<HandedLead> = fc.record({
  handed: fc.uniqueArray(days, { maxLength: 3 }),
  total: fc.oneof(fc.constant(null), fc.integer({ min: -5, max: 120 })),
  points: fc.oneof(
    fc.constant(null),
    fc.record(
      { pricing: fc.constantFrom(0, 10), title: fc.constantFrom(0, 20, -5) },
      { noNullPrototype: true },
    ),
  ),
  state: fc.constantFrom("open", "accepted", "rejected"),
  knownDaysAgo: fc.integer({ min: 0, max: 400 }),
  stages: fc.uniqueArray(
    fc.record({ stage: fc.constantFrom(...STAGES), daysAgo: fc.integer({ min: -5, max: 250 }) }),
    { maxLength: 4, selector: ({ stage, daysAgo }) => `${stage}${daysAgo}` },
  ),
});

const passes = (stage: string, wanted: string) => ORDER.indexOf(stage) >= ORDER.indexOf(wanted);
/** Days from an instant (days ago) until the lead got so far, of what is told by today; Infinity: it has not. */
const after = ({ stages = [] }: HandedLead, from: number, wanted: string) =>
  Math.min(
    Number.POSITIVE_INFINITY,
    ...stages
      .filter(({ stage, daysAgo }) => daysAgo >= 0 && passes(stage, wanted) && daysAgo <= from)
      .map(({ daysAgo }) => from - daysAgo),
  );

/** The contract read again, slowly: one hand-over at a time, in days. */
function naive(people: readonly HandedLead[], horizon: number) {
  const all = people.flatMap((lead) => (lead.handed ?? []).map((from) => ({ lead, from })));
  const matured = all.filter(({ from }) => from >= horizon);
  const within = (wanted: string) =>
    matured.filter(({ lead, from }) => after(lead, from, wanted) <= horizon).length;
  const isOpportunity = ({ lead, from }: (typeof all)[number]) =>
    after(lead, from, "opportunity") <= horizon;
  const rules = ["pricing", "title"].map((rule) => {
    const known = matured.filter(({ lead }) => lead.points);
    const on = known.filter(({ lead }) => lead.points?.[rule] !== 0);
    const off = known.filter(({ lead }) => lead.points?.[rule] === 0);
    const count = (of: typeof all) => ({ n: of.length, converted: of.filter(isOpportunity).length });
    return { rule, with: count(on), without: count(off) };
  });
  const others = people.flatMap((lead) => {
    if ((lead.handed ?? []).length > 0) return [];
    const from = Math.min(ACTIVE, lead.knownDaysAgo ?? 0);
    const was = lead.stages?.some(({ stage, daysAgo }) => passes(stage, "opportunity") && daysAgo > from);
    return was ? [] : [{ lead, from }];
  });
  const old = others.filter(({ from }) => from >= horizon);
  const converted = old.filter(isOpportunity).length;
  return {
    handed_over: all.length,
    matured: matured.length,
    open: all.length - matured.length,
    reached: Object.fromEntries(REACHED.map((stage) => [stage, within(stage)])),
    before_handover: all.filter(
      ({ lead, from }) =>
        after(lead, from, "opportunity") === Number.POSITIVE_INFINITY &&
        lead.stages?.some(({ stage, daysAgo }) => passes(stage, "opportunity") && daysAgo > from),
    ).length,
    conversion: wilson(matured.filter(isOpportunity).length, matured.length) ?? nobody,
    baseline: { leads: old.length, converted, open: others.length - old.length },
    rules,
  };
}

/** One minus the product over the days of the share of those at risk that did not convert that day. */
function naiveSurvival(people: readonly HandedLead[], horizon: number, day: number): number {
  const lives = people.flatMap((lead) =>
    (lead.handed ?? []).map((from) => {
      const time = after(lead, from, "opportunity");
      const watched = Math.min(horizon, from);
      return time <= watched ? { time, event: true } : { time: watched, event: false };
    }),
  );
  let without = 1;
  for (let d = 0; d <= day; d++) {
    const atRisk = lives.filter(({ time }) => time >= d).length;
    const events = lives.filter(({ time, event }) => event && time === d).length;
    if (atRisk > 0) without *= 1 - events / atRisk;
  }
  return 1 - without;
}

/** Every figure that is in more than one place of a report adds up. */
function addsUp(report: FeedbackReport) {
  const sum = <T>(list: readonly T[], of: (item: T) => number) => list.reduce((n, item) => n + of(item), 0);
  const { matured, reached, handed_over } = report;
  expect(sum(report.maturity, (week) => week.handed_over)).toBe(handed_over);
  expect(sum(report.maturity, (week) => week.converted)).toBe(reached.opportunity);
  expect(sum(report.sources, (source) => source.matured)).toBe(matured);
  expect(sum(report.bands, (band) => band.matured)).toBeLessThanOrEqual(matured);
  expect(sum(report.bands, (band) => band.matured)).toBeGreaterThanOrEqual(matured - report.unscored);
  for (let n = 1; n < report.thresholds.length; n++)
    expect(report.thresholds[n]?.recall ?? 0).toBeLessThanOrEqual(report.thresholds[n - 1]?.recall ?? 0);
}

it("equals an independent calculation, whatever happened to whom and when", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 60 }),
      fc.constantFrom(1, 30, 90),
      async (people, horizon_days) => {
        const { report, add } = await reportWorkspace(ACTIVE);
        await add(people);
        const found = await report({ horizon_days });
        expect(found).toMatchObject(naive(people, horizon_days));
        for (const { day, converted } of found.survival)
          expect(converted).toBeCloseTo(naiveSurvival(people, horizon_days, day), 9);
        addsUp(found);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
