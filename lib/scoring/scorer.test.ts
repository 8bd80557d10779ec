import { describe, expect, it } from "vitest";
import { type Activity, bindActivities } from "./bind.ts";
import { compileSheet } from "./compile.ts";
import { eventsToActivities } from "./history.ts";
import type { SheetContentInput } from "./schema.ts";
import { sheetContentSchema } from "./schema.ts";
import { scoreHistory, scoreLead } from "./score-lead.ts";
import { createRun } from "./scorer.ts";
import { sample } from "./sheets.test-helper.ts";
import { roundHalfUp } from "./sum.ts";
import { transitions } from "./timeline.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 31, 12);

type RuleInput = NonNullable<SheetContentInput["rules"]>[number];

const sheetOf = (...rules: RuleInput[]) =>
  compileSheet(
    sheetContentSchema.parse({
      dimensions: [{ key: "d", name: "D" }],
      categories: [{ key: "c", name: "C", dimension: "d" }],
      rules,
      groups: [
        { key: "cold", name: "Cold" },
        { key: "hot", name: "Hot", from: { total: 10 } },
      ],
    }),
  );

const viewed = (extra: Partial<Extract<RuleInput, { kind: "behaviour" }>> = {}): RuleInput => ({
  key: "viewed",
  name: "Viewed",
  category: "c",
  kind: "behaviour",
  event: "page_viewed",
  points: 10,
  ...extra,
});

const activity = (properties: Activity["properties"], mayHaveRest: string[] | null = []): Activity => ({
  id: 1,
  name: "page_viewed",
  properties,
  mayHaveRest: mayHaveRest === null ? null : new Set(mayHaveRest),
});

describe("the contract's example sheet", () => {
  const content = sheetContentSchema.parse(sample());
  const views = [0, 1, 31, 45].map((days, i) => ({
    messageId: `m${i}`,
    name: "page_viewed",
    at: NOW - days * DAY,
    properties: { path: i === 0 ? "/Pricing/eu" : "/pricing" },
  }));
  const { activities, events } = eventsToActivities(views);
  const bound = bindActivities(compileSheet(content), activities);

  it("keeps the newest three, halves by age, labels and groups", () => {
    const score = scoreLead(bound, { attributes: { title: "cto" }, events }, NOW, { explain: true });
    const expected = 5 * (1 + 0.5 ** (1 / 30) + 0.5 ** (31 / 30));
    expect(score).toMatchObject({
      dimensions: { engagement: Math.round(expected), fit: 20 },
      total: Math.round(expected) + 20,
      label: "2",
      group: "hot",
      excluded: null,
      contributions: [
        { rule: "pricing", points: expect.closeTo(expected, 9), times: 3, lastAt: NOW, matched: 4 },
        { rule: "title", points: 20, times: 1, lastAt: null },
      ],
      nextChangeAt: NOW + DAY,
    });
  });

  it("counts silence, at most as often as its limit says", () => {
    const idleAfter = (days: number) =>
      scoreLead(bound, { attributes: {}, events }, NOW + days * DAY, { explain: true }).contributions.find(
        ({ rule }) => rule === "idle",
      );
    expect(idleAfter(29)).toBeUndefined();
    expect(idleAfter(30)).toMatchObject({ points: -5, times: 1, lastAt: NOW });
    expect(idleAfter(37)).toMatchObject({ points: -10, times: 2 });
    expect(idleAfter(300)).toMatchObject({ points: -20, times: 4 });
  });

  it("leaves an excluded lead its points but no group", () => {
    const attributes = { title: "CEO", occupation: "STUDENT" };
    const score = scoreLead(bound, { attributes, events }, NOW);
    expect(score).toMatchObject({ excluded: "student", group: null, contributions: [], explain: null });
    expect(score.total).toBeGreaterThan(30);
  });
});

describe("binding", () => {
  const priced = viewed({ where: { field: "price", op: "gt", value: 5 } });

  it("asks for leftovers only where a rule reads what the event may carry itself", () => {
    const needs = (...bind: Activity[]) => bindActivities(sheetOf(priced), bind).needsRest;
    expect(needs(activity({ price: 9 }, ["price"]))).toBe(false);
    expect(needs(activity({ path: "/" }, ["referrer"]))).toBe(false);
    expect(needs(activity({ path: "/" }, ["price"]))).toBe(true);
    expect(needs(activity({ path: "/" }, null))).toBe(true);
    expect(needs({ ...activity({}, ["price"]), name: "form_submitted" })).toBe(false);
  });

  it("reads leftovers of the event itself", () => {
    const run = createRun(bindActivities(sheetOf(priced), [activity({}, ["price"])]), NOW);
    run.event(NOW, 1, { price: 6 });
    run.event(NOW - 1, 1, { price: 4 });
    run.event(NOW - 2, 1);
    expect(run.finish({}, { explain: false }).total).toBe(10);
  });

  it("takes activities that appear later", () => {
    const bound = bindActivities(sheetOf(viewed()), []);
    expect(bound.has(1)).toBe(false);
    bound.add(activity({}));
    const run = createRun(bound, NOW);
    run.event(NOW, 1);
    expect(run.finish({}, { explain: false })).toMatchObject({ total: 10, group: "hot" });
  });

  it("says how far back events matter", () => {
    const idle: RuleInput = {
      key: "i",
      name: "I",
      category: "c",
      kind: "inactivity",
      after_days: 3,
      points: -1,
    };
    const span = (...rules: RuleInput[]) => bindActivities(sheetOf(...rules), []).maxWindowMs;
    expect(span()).toBe(0);
    expect(span(viewed({ window_days: 30 }))).toBe(30 * DAY);
    expect(span(viewed({ window_days: 30 }), { ...viewed(), key: "ever" } as RuleInput)).toBeNull();
    expect(span(viewed({ window_days: 30 }), idle)).toBeNull();
  });

  it("refuses events out of order and activities it does not know", () => {
    const run = createRun(bindActivities(sheetOf(viewed()), [activity({})]), NOW);
    run.event(NOW - DAY, 1);
    expect(() => run.event(NOW, 1)).toThrow(/newest first/);
    expect(() => run.event(NOW - 2 * DAY, 99)).toThrow(/99 is not bound/);
  });
});

describe("time", () => {
  const bound = bindActivities(sheetOf(viewed({ window_days: 7 })), [activity({})]);
  const history = {
    attributeHistory: [{ key: "title", value: "CEO", knownAt: NOW + DAY }],
    events: [{ messageId: "m", activityId: 1, at: NOW }],
  };

  it("gives exact transitions when points arrive and when their window ends", () => {
    expect(transitions(bound, history, NOW - DAY, NOW + 30 * DAY)).toStrictEqual([
      { at: NOW - DAY, total: 0, group: "cold", label: null },
      { at: NOW, total: 10, group: "hot", label: null },
      { at: NOW + 7 * DAY, total: 0, group: "cold", label: null },
    ]);
  });

  it("says where a timeline was cut short", () => {
    const cut: number[] = [];
    transitions(bound, history, NOW - DAY, NOW + 30 * DAY, {
      maxSteps: 2,
      onTruncated: (at) => cut.push(at),
    });
    expect(cut).toStrictEqual([NOW + DAY - 1]);
  });

  it("counts an attribute that becomes known later as a possible change", () => {
    expect(scoreHistory(bound, history, NOW).nextChangeAt).toBe(NOW + DAY);
  });

  it("knows of no change where nothing fades", () => {
    const still = bindActivities(sheetOf(viewed()), [activity({})]);
    expect(scoreLead(still, { attributes: {}, events: history.events }, NOW).nextChangeAt).toBeNull();
  });
});

it.each([
  [0.5, 1],
  [-0.5, 0],
  [2.4999999999, 3],
  [2.49, 2],
  [-1.5, -1],
  [-0.2, 0],
])("rounds %d half up to %d", (x, expected) => expect(roundHalfUp(x)).toBe(expected));
