import { expect, test } from "vitest";
import type { RemoteDeal } from "./connector.ts";
import { recordsOf, stageOf } from "./deal-stages.ts";

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const deal = (given: Partial<RemoteDeal>): RemoteDeal => ({
  remoteId: "1",
  contactIds: [],
  stage: "s",
  outcome: "open",
  amount: 10,
  createdAt: at(1),
  closedAt: null,
  changedAt: at(9),
  ...given,
});
const settings = { lostStage: "recycled", dealStages: {} } as const;

test("an open deal is an opportunity, a won one a customer, a lost one what was chosen; a mapped stage comes first", () => {
  expect(stageOf(deal({}), settings)).toBe("opportunity");
  expect(stageOf(deal({ outcome: "won" }), settings)).toBe("customer");
  expect(stageOf(deal({ outcome: "lost" }), settings)).toBe("recycled");
  expect(stageOf(deal({}), { ...settings, dealStages: { s: "sql" } })).toBe("sql");
  expect(stageOf(deal({ outcome: "won" }), { ...settings, dealStages: { s: null } })).toBeNull();
});

test("a deal that is met closed was an opportunity when it was made", () => {
  expect(recordsOf(deal({ outcome: "won", closedAt: at(5) }), "customer", null)).toEqual([
    { stage: "opportunity", at: at(1), value: 10 },
    { stage: "customer", at: at(5), value: 10 },
  ]);
});

test("a close date in the future, or before the deal was made, is brought between making and changing", () => {
  const before = { stage: "opportunity", stageAt: at(1), value: 10 } as const;
  const closedOn = (day: number) =>
    recordsOf(deal({ outcome: "won", closedAt: at(day) }), "customer", before);
  expect(closedOn(20)).toEqual([{ stage: "customer", at: at(9), value: 10 }]);
  expect(closedOn(-20)).toEqual([{ stage: "customer", at: at(1), value: 10 }]);
});

test("a deal that is opened again counts from then, and one that stayed says nothing", () => {
  const before = { stage: "customer", stageAt: at(5), value: 10 } as const;
  expect(recordsOf(deal({}), "opportunity", before)).toEqual([
    { stage: "opportunity", at: at(9), value: 10 },
  ]);
  expect(recordsOf(deal({ outcome: "won" }), "customer", before)).toEqual([]);
});
