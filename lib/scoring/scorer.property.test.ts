import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as arb from "./arbitraries.test-helper.ts";
import { bindActivities } from "./bind.ts";
import { compileSheet } from "./compile.ts";
import { evaluate, nextFlip } from "./condition.ts";
import { attributesAt, orderEvents } from "./history.ts";
import { naiveHolds, naiveScore } from "./naive.test-helper.ts";
import type { SheetContent } from "./schema.ts";
import type { Score } from "./score.ts";
import { scoreHistory } from "./score-lead.ts";
import { createRun } from "./scorer.ts";
import { sheetIssues } from "./sheet-issues.ts";
import { transitions } from "./timeline.ts";

const score = (content: SheetContent, { history, activities }: arb.Sample, asOf: number): Score =>
  scoreHistory(bindActivities(compileSheet(content), activities), history, asOf, { explain: true });

const naive = (content: SheetContent, { history, events }: arb.Sample, asOf: number) =>
  naiveScore(content, history.attributeHistory, events, asOf, history.adjustments);

const visible = ({ total, dimensions, label, group, excluded, contributions }: Score) => ({
  total,
  dimensions,
  label,
  group,
  excluded,
  contributions: contributions.map(({ matched, ...contribution }) => contribution),
});

const check = <T extends [unknown, ...unknown[]]>(runs: number, property: fc.IProperty<T>) =>
  fc.assert(property, { numRuns: runs });

describe("the compiled scorer", () => {
  it("gives what the naive reading of the contract gives", () => {
    let events = 0;
    let grouped = 0;
    let adjusted = 0;
    check(
      4000,
      fc.property(arb.sheet, arb.sample, arb.asOf, (content, sample, asOf) => {
        const actual = score(content, sample, asOf);
        const expected = naive(content, sample, asOf);
        expect(visible(actual)).toStrictEqual({
          ...expected,
          contributions: expected.contributions.map((c) => ({ ...c, points: expect.closeTo(c.points, 9) })),
        });
        if (actual.contributions.some((c) => c.matched !== null && c.times > 0)) events++;
        if (actual.group !== null && actual.group !== "g0") grouped++;
        if (actual.explain?.adjustments.length) adjusted++;
      }),
    );
    // The generators must really make rules meet events, and leads reach groups.
    expect(events).toBeGreaterThan(1000);
    expect(grouped).toBeGreaterThan(500);
    expect(adjusted).toBeGreaterThan(700);
  }, 60_000);

  it("does not care about the order of events or adjustments, nor about repeats", () => {
    const shuffled = arb.sample.chain((sample) =>
      fc.tuple(
        fc.constant(sample),
        fc.shuffledSubarray([...sample.history.events, ...sample.history.events.slice(0, 4)], {
          minLength: sample.history.events.length + Math.min(4, sample.history.events.length),
        }),
      ),
    );
    check(
      1000,
      fc.property(arb.sheet, shuffled, arb.asOf, (content, [sample, events], asOf) => {
        const adjustments = sample.history.adjustments?.toReversed();
        const again = { ...sample, history: { ...sample.history, events, adjustments } };
        expect(score(content, again, asOf)).toStrictEqual(score(content, sample, asOf));
      }),
    );
  }, 60_000);

  it("gives each lead of a run the score it has alone", () => {
    check(
      1000,
      fc.property(arb.sheet, arb.sample, arb.sample, arb.asOf, (content, first, second, asOf) => {
        const shifted = second.activities.map((activity) => ({ ...activity, id: activity.id + 100 }));
        const bound = bindActivities(compileSheet(content), [...first.activities, ...shifted]);
        const run = createRun(bound, asOf, { countMatches: true });
        const leads = [
          { history: first.history, shift: 0 },
          { history: second.history, shift: 100 },
        ];
        for (const { history, shift } of leads) {
          for (const event of orderEvents(history.events))
            run.event(event.at, event.activityId + shift, event.rest);
          const together = run.finish(attributesAt(history, asOf), { explain: true }, history.adjustments);
          const alone = score(content, shift === 0 ? first : second, asOf);
          expect(visible(together)).toStrictEqual(visible(alone));
        }
      }),
    );
  }, 60_000);

  it("sees nothing that came after as_of", () => {
    check(
      1000,
      fc.property(arb.sheet, arb.sample, arb.asOf, (content, sample, asOf) => {
        const history = {
          attributeHistory: sample.history.attributeHistory.filter((change) => change.knownAt <= asOf),
          events: sample.history.events.filter((event) => event.at <= asOf),
          adjustments: sample.history.adjustments?.filter((one) => one.at <= asOf),
        };
        expect(visible(score(content, { ...sample, history }, asOf))).toStrictEqual(
          visible(score(content, sample, asOf)),
        );
      }),
    );
  }, 60_000);

  it("stays what it is from as_of until nextChangeAt", () => {
    let finite = 0;
    check(
      3000,
      fc.property(
        arb.sheet,
        arb.sample,
        arb.asOf,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (content, sample, asOf, share) => {
          const now = score(content, sample, asOf);
          const next = now.nextChangeAt;
          if (next !== null) {
            finite++;
            expect(next).toBeGreaterThan(asOf);
            expect(Number.isInteger(next)).toBe(true);
          }
          const end = next ?? asOf + 4000 * arb.DAY;
          for (const later of [asOf + Math.floor(share * (end - 1 - asOf)), end - 1])
            expect(visible(score(content, sample, later))).toStrictEqual(visible(now));
        },
      ),
    );
    expect(finite).toBeGreaterThan(1000);
  }, 60_000);

  it("lists as transitions exactly the instants at which total or group changed", () => {
    check(
      150,
      fc.property(arb.sheet, arb.sample, (content, sample) => {
        const bound = bindActivities(compileSheet(content), sample.activities);
        const from = arb.ORIGIN;
        const to = arb.ORIGIN + 70 * arb.DAY;
        const found = transitions(bound, sample.history, from, to);
        const at = (ms: number) => {
          const { total, group } = naive(content, sample, ms);
          return { total, group };
        };
        found.forEach((step, i) => {
          expect(at(step.at)).toStrictEqual({ total: step.total, group: step.group });
          if (i > 0) expect(at(step.at - 1)).not.toStrictEqual(at(step.at));
        });
        for (let ms = from; ms <= to; ms += arb.DAY / 2) {
          const state = found.findLast((step) => step.at <= ms);
          expect(at(ms)).toStrictEqual({ total: state?.total, group: state?.group });
        }
      }),
    );
  }, 60_000);

  it("never puts a lead in a group that validation calls unreachable", () => {
    let checked = 0;
    check(
      3000,
      fc.property(arb.sheet, arb.sample, arb.asOf, (content, sample, asOf) => {
        const closed = sheetIssues(content)
          .filter(({ code }) => code === "unreachable_group" || code === "overtaken_group")
          .map(({ path }) => content.groups[Number(path.split(".")[1])]?.key);
        // Validation speaks of rules: what is given by hand may lift a lead above anything that they can.
        const history = { ...sample.history, adjustments: [] };
        const { group } = score(content, { ...sample, history }, asOf);
        if (closed.length > 0 && group !== null) checked++;
        expect(closed).not.toContain(group);
      }),
    );
    expect(checked).toBeGreaterThan(500);
  }, 60_000);

  it("adds its steps up exactly and never shows a minus zero", () => {
    const noMinusZero = (value: unknown): boolean => {
      if (typeof value === "object" && value !== null) return Object.values(value).every(noMinusZero);
      return !Object.is(value, -0);
    };
    check(
      1000,
      fc.property(arb.sheet, arb.sample, arb.asOf, (content, sample, asOf) => {
        const actual = score(content, sample, asOf);
        expect(noMinusZero(actual)).toBe(true);
        const { explain } = actual;
        if (!explain) throw new Error("asked to explain");
        for (const dimension of explain.dimensions) {
          const parts = explain.categories.filter((category) => category.dimension === dimension.key);
          const given = explain.adjustments.filter((one) => one.dimension === dimension.key);
          const byHand = given.reduce((sum, { points }) => sum + points, 0);
          expect(parts.reduce((sum, category) => sum + category.clamped, 0) + byHand).toBe(dimension.raw);
        }
        expect(explain.dimensions.reduce((sum, { rounded }) => sum + rounded, 0)).toBe(explain.totalRaw);
        expect(explain.total).toBe(actual.total);
      }),
    );
  }, 60_000);
});

describe("a compiled condition", () => {
  const object = arb.attributeHistory.map((history) =>
    Object.fromEntries(history.map(({ key, value }) => [key, value])),
  );

  it("holds when the naive reading holds, and not before nextFlip otherwise", () => {
    check(
      4000,
      fc.property(arb.condition, object, arb.asOf, (condition, fields, asOf) => {
        const now = evaluate(condition, fields, asOf);
        expect(now).toBe(naiveHolds(condition, fields, asOf));
        const flip = nextFlip(condition, fields, asOf) ?? asOf + 4000 * arb.DAY;
        expect(flip).toBeGreaterThan(asOf);
        expect(naiveHolds(condition, fields, flip - 1)).toBe(now);
      }),
    );
  });
});
