import fc from "fast-check";
import { expect, test } from "vitest";
import { type Came, figuresOf, type Spent, sourcesOf } from "./figures.ts";
import { readMonths } from "./months.ts";

type Lead = { source: string | null; got: 0 | 1 | 2 | 3; worth: number | null };
const MONTH = "2026-01";
const SOURCES = ["Ads", "ads", " Fair ", "organic"] as const;

const lead: fc.Arbitrary<Lead> = fc.record({
  source: fc.constantFrom(null, ...SOURCES),
  got: fc.constantFrom(0, 1, 2, 3),
  worth: fc.option(fc.integer({ min: 0, max: 100_000 })),
});
const spent: fc.Arbitrary<Spent[]> = fc.array(
  fc.record({
    source: fc.constantFrom(...SOURCES),
    month: fc.constant(MONTH),
    amount: fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100),
  }),
  { maxLength: 5 },
);

const rowOf = ({ source, got, worth }: Lead): Came => ({
  ...{ source, month: MONTH, leads: 1, mql: Number(got >= 1), opportunity: Number(got >= 2) },
  customer: Number(got === 3),
  valued: Number(got === 3 && worth !== null),
  revenue: got === 3 ? (worth ?? 0) : 0,
});
const folded = (source: string | null) => (source === null ? null : source.trim().toLowerCase());

test("figures by source are those of counting each source's leads one by one", () => {
  fc.assert(
    fc.property(fc.array(lead, { maxLength: 40 }), spent, (leads, costs) => {
      const found = sourcesOf(leads.map(rowOf), costs);
      const keys = new Set([
        ...leads.map(({ source }) => folded(source)),
        ...costs.map(({ source }) => folded(source)),
      ]);
      expect(new Set(found.map(({ source }) => folded(source)))).toEqual(keys);
      for (const row of found) {
        const own = leads.filter(({ source }) => folded(source) === folded(row.source));
        const paid = costs.filter(({ source }) => folded(source) === folded(row.source));
        const won = own.filter(({ got }) => got === 3);
        const cost = paid.reduce((sum, { amount }) => sum + amount, 0);
        const revenue = won.reduce((sum, { worth }) => sum + (worth ?? 0), 0);
        expect([row.leads, row.mql, row.opportunity, row.customer, row.valued]).toEqual([
          own.length,
          own.filter(({ got }) => got > 0).length,
          own.filter(({ got }) => got > 1).length,
          won.length,
          won.filter(({ worth }) => worth !== null).length,
        ]);
        expect(row.revenue).toBeCloseTo(revenue, 6);
        if (paid.length === 0) expect([row.cost, row.cost_per_lead, row.return]).toEqual([null, null, null]);
        else expect(row.cost).toBeCloseTo(cost, 6);
        if (paid.length > 0 && own.length > 0) expect(row.cost_per_lead).toBeCloseTo(cost / own.length, 1);
        if (paid.length > 0 && cost > 0) expect(row.return).toBeCloseTo(revenue / cost - 1, 6);
        if (paid.length > 0 && won.length > 0)
          expect(row.cost_per_customer?.value).toBeCloseTo(cost / won.length, 1);
      }
      const all = figuresOf(leads.map(rowOf), costs);
      expect(found.reduce((sum, row) => sum + row.leads, 0)).toBe(all.leads);
      expect(found.reduce((sum, row) => sum + (row.cost ?? 0), 0)).toBeCloseTo(all.cost ?? 0, 6);
    }),
  );
});

const came = (leads: number, customer: number): Came => ({
  ...{ source: "ads", month: MONTH, leads, mql: customer, opportunity: customer, customer },
  ...{ valued: customer, revenue: 0 },
});
const costs = [{ source: "ads", month: MONTH, amount: 1000 }];

test("a cost of a customer has the interval of its rate (Newcombe 1998: 81 of 263 is 25.53 % to 36.62 %)", () => {
  const { cost_per_customer: per, cost_per_lead: lead } = figuresOf([came(263, 81)], costs);
  expect(lead).toBe(3.8);
  expect(per?.value).toBe(12.35);
  expect(per?.low).toBeCloseTo(1000 / (263 * 0.3662), 1);
  expect(per?.high).toBeCloseTo(1000 / (263 * 0.2553), 1);
});

test("where nobody became a customer the cost of one is unknown upwards and known downwards", () => {
  const none = figuresOf([came(20, 0)], costs).cost_per_customer;
  expect(none).toMatchObject({ value: null, high: null });
  // Newcombe 1998: 0 of 20 is 0 % to 16.11 %.
  expect(none?.low).toBeCloseTo(1000 / (20 * 0.1611), 0);
  expect(figuresOf([came(0, 0)], costs)).toMatchObject({
    cost: 1000,
    cost_per_lead: null,
    cost_per_customer: null,
    customer_rate: null,
    return: -1,
  });
});

test("a cost of 0 is a cost, and no return can be made of it", () => {
  const free = figuresOf([came(4, 2)], [{ source: "ads", month: MONTH, amount: 0 }]);
  expect([free.cost, free.cost_per_lead, free.return]).toEqual([0, 0, null]);
});

test("sources beyond those that are kept apart are one row, so that all rows still add up", () => {
  const many = Array.from({ length: 60 }, (_, n) => ({ ...came(n + 1, 0), source: `s${n}` }));
  const rows = sourcesOf(many, []);
  expect(rows).toHaveLength(51);
  expect(rows.at(-1)).toMatchObject({ other: true, leads: 55 });
  expect(rows.reduce((sum, { leads }) => sum + leads, 0)).toBe(1830);
});

test("months are those of the time zone, and are old when their last lead has had the horizon", () => {
  const now = new Date("2026-04-10T10:00:00Z");
  const months = readMonths({ from: "2026-02", to: "2026-04" }, "Europe/Madrid", now, 30);
  if (typeof months === "string") throw new Error(months);
  expect(months.map(({ month, from }) => [month, from.toISOString()])).toEqual([
    ["2026-02", "2026-01-31T23:00:00.000Z"],
    ["2026-03", "2026-02-28T23:00:00.000Z"],
    ["2026-04", "2026-03-31T22:00:00.000Z"], // an hour earlier: summer time has begun
  ]);
  expect(months[1]?.maturesAt.toISOString()).toBe("2026-04-30T22:00:00.000Z");
  expect(readMonths({ from: "2026-05", to: "2026-04" }, "UTC", now, 30)).toBe("order");
  expect(readMonths({ from: "2026-05" }, "UTC", now, 30)).toBe("future");
  expect(readMonths({ from: "2011-01" }, "UTC", now, 30)).toBe("too_long");
  const year = readMonths({}, "UTC", now, 90);
  expect(typeof year === "string" ? year : [year[0]?.month, year.length]).toEqual(["2025-05", 12]);
});
