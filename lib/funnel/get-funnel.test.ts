import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { inWorkspace, outsideWorkspaces } from "#db/client.ts";
import { workspaces } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { parseInput } from "../http/parse.ts";
import type { Stage } from "../leads/stages.ts";
import { DAY_MS } from "../scoring/values.ts";
import { putSegment } from "../segments/put-segment.ts";
import { wilson } from "../statistics/wilson.ts";
import { getFunnel } from "./get-funnel.ts";
import { listFunnelLeads } from "./list-funnel-leads.ts";
import { type NaiveLead, naiveFunnel, naiveReached } from "./naive.test-helper.ts";
import { refreshJourneys } from "./refresh-journeys.ts";
import { funnelQuery, funnelSchema, listFunnelLeadsQuery } from "./schemas.ts";
import { comparable, writeNaiveLeads } from "./testing.ts";

useTestDatabase();

const ZONE = "Europe/Madrid";
const NOW = Date.parse("2026-06-15T10:00:00Z");
const HOUR = 3_600_000;
const YEAR = { from: "2025-06-16", to: "2026-06-15" };

let ws: number;
let admin: TestMember;
beforeEach(async () => {
  ws = await createWorkspace();
  admin = await createMember(ws, "admin");
  await inWorkspace(ws, (tx) => tx.update(workspaces).set({ timeZone: ZONE }).where(eq(workspaces.id, ws)));
});

const ask = (query: Record<string, unknown>) =>
  getFunnel(admin.ctx, parseInput(funnelQuery, query), undefined, NOW);
const list = (query: Record<string, unknown>) =>
  listFunnelLeads(admin.ctx, parseInput(listFunnelLeadsQuery, { limit: 200, ...query }), undefined, NOW);

const lead = (
  day: string,
  stages: [Stage, number, number?][] = [],
  more: Partial<NaiveLead> = {},
): NaiveLead => {
  const at = Date.parse(day);
  return {
    ...{ at, source: null, segment: null },
    stages: stages.map(([stage, days, value]) => ({ stage, at: at + days * DAY_MS, value: value ?? null })),
    ...more,
  };
};

const naive = (all: readonly NaiveLead[], more: object = {}) =>
  naiveFunnel(all, { basis: "cohort", ...YEAR, zone: ZONE, now: NOW, horizon: 90, ...more });

/** Edge cases of one funnel, each a lead or more. */
const EDGES: Record<string, NaiveLead[]> = {
  "nobody came": [],
  "one lead": [lead("2026-01-10T12:00Z")],
  "nobody has had the horizon": [lead("2026-06-01T12:00Z", [["opportunity", 2]]), lead("2026-06-02T12:00Z")],
  "nobody converted": [lead("2025-10-01T00:00Z"), lead("2025-10-02T00:00Z", [["disqualified", 1]])],
  "everybody converted": ["2025-10-01", "2025-10-02", "2025-10-03"].map((day) =>
    lead(`${day}T08:00Z`, [
      ["mql", 1],
      ["sal", 2],
      ["sql", 3],
      ["opportunity", 4],
      ["customer", 5, 100],
    ]),
  ),
  "stages skipped": [
    lead("2025-11-01T08:00Z", [["opportunity", 4]]),
    lead("2025-11-01T08:00Z", [["sal", 2]]),
  ],
  "stages in the wrong order": [
    lead("2025-11-01T08:00Z", [
      ["customer", 1],
      ["mql", 3],
    ]),
    lead("2025-11-05T08:00Z", [
      ["sql", 2],
      ["recycled", 3],
      ["mql", 4],
    ]),
  ],
  "ties: everything at one instant": Array.from({ length: 3 }, () =>
    lead("2025-11-01T08:00Z", [
      ["mql", 0],
      ["sal", 0],
      ["sql", 0],
    ]),
  ),
  "handed over twice": [
    lead("2025-11-01T08:00Z", [
      ["mql", 1],
      ["recycled", 5],
      ["mql", 30],
      ["opportunity", 95],
    ]),
  ],
  "reached just within and just after the horizon": [
    lead("2025-11-01T08:00Z", [["opportunity", 90 - 1 / DAY_MS]]),
    lead("2025-11-01T08:00Z", [["opportunity", 90]]),
  ],
  "the ends of days when clocks change": [
    ...["2026-03-28T22:59:59.999Z", "2026-03-28T23:00Z", "2026-03-29T21:59:59.999Z", "2026-03-29T22:00Z"],
    ...["2025-10-25T21:59:59Z", "2025-10-25T22:00Z", "2025-10-26T22:59:59Z", "2025-10-26T23:00Z"],
  ].map((at, n) => lead(at, [["mql", n]])),
};

for (const [name, leads] of Object.entries(EDGES)) {
  test(`equals a plain count: ${name}`, async () => {
    await writeNaiveLeads(ws, leads);
    const cohort = await ask(YEAR);
    expect(funnelSchema.safeParse(cohort).error).toBeUndefined();
    expect(comparable(cohort)).toEqual(naive(leads));
    expect(comparable(await ask({ ...YEAR, basis: "period" }))).toEqual(naive(leads, { basis: "period" }));
    // A range that begins and ends on days when clocks change.
    const range = { from: "2025-10-26", to: "2026-03-29" };
    expect(comparable(await ask(range))).toEqual(naive(leads, range));
  });
}

test("rates have Wilson's interval and say of how many; a period's ratios have none", async () => {
  const leads = Array.from({ length: 8 }, (_, n) => lead("2025-11-01T08:00Z", n < 3 ? [["mql", 1]] : []));
  await writeNaiveLeads(ws, leads);
  const mql = (await ask(YEAR)).figures.stages[1];
  expect(mql?.of_start).toEqual({ n: 8, ...wilson(3, 8) });
  expect((await ask({ ...YEAR, basis: "period" })).figures.stages[1]?.of_start).toEqual({
    ...{ n: 8, rate: 3 / 8, low: null, high: null },
  });
});

test("young leads neither raise nor lower a rate", async () => {
  const old = Array.from({ length: 10 }, (_, n) =>
    lead("2025-11-01T08:00Z", n < 4 ? [["opportunity", 20]] : []),
  );
  await writeNaiveLeads(ws, old);
  const before = (await ask(YEAR)).figures.stages[4];
  const eager = Array.from({ length: 30 }, () => lead("2026-06-01T08:00Z", [["opportunity", 1]]));
  const quiet = Array.from({ length: 50 }, () => lead("2026-05-01T08:00Z"));
  await writeNaiveLeads(ws, [...eager, ...quiet]);
  const after = (await ask(YEAR)).figures;
  expect(after.stages[4]).toMatchObject({ of_start: before?.of_start, matured: 4, open: 30, n: 34 });
  expect([after.mature, after.open]).toEqual([10, 80]);
});

test("the days before, the weeks and their sums fit together", async () => {
  const leads = Array.from({ length: 60 }, (_, n) =>
    lead(
      new Date(NOW - n * 7 * DAY_MS - n * HOUR).toISOString(),
      n % 3 === 0
        ? [
            ["mql", 2],
            ["sal", 9],
          ]
        : [],
    ),
  );
  await writeNaiveLeads(ws, leads);
  const range = { from: "2026-01-07", to: "2026-06-09" };
  const found = await ask(range);
  expect(found.previous).toMatchObject({ from: "2025-08-06", to: "2026-01-06" });
  expect(found.previous.figures.entered).toBe(naive(leads, { from: "2025-08-06", to: "2026-01-06" }).entered);
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  expect(sum(found.trend.map((week) => week.entered))).toBe(found.figures.entered);
  expect(sum(found.trend.map((week) => week.reached[1] ?? 0))).toBe(found.figures.stages[1]?.n);
  expect(found.trend[0]).toMatchObject({
    week: "2026-01-05",
    from: "2026-01-07",
    to: "2026-01-11",
    partial: true,
  });
  for (const week of found.trend) expect(week.mature).toBe(week.to <= found.mature_until);
});

test("values are summed by currency, those of which nobody said it in the workspace’s", async () => {
  const [id] = await writeNaiveLeads(ws, [
    lead("2025-11-01T08:00Z", [["customer", 20, 100.1]]),
    lead("2025-11-01T08:00Z", [["customer", 20, 0.2]]),
    lead("2025-11-01T08:00Z", [["opportunity", 20]]),
  ]);
  await inWorkspace(ws, (tx) =>
    tx.$client.query("update stage_history set currency = 'USD' where workspace_id = $1 and lead_id = $2", [
      ws,
      id,
    ]),
  );
  const { stages } = (await ask(YEAR)).figures;
  const values = [
    { currency: "USD", amount: 100.1, n: 1 },
    { currency: "EUR", amount: 0.2, n: 1 },
  ];
  expect(stages[5]?.values).toEqual(expect.arrayContaining(values));
  expect(stages[5]?.values).toHaveLength(2);
  expect(stages[4]?.values).toHaveLength(2);
});

test("segments are compared side by side, and leads in none are shown", async () => {
  await putSegment(admin.ctx, {
    key: "cars",
    name: "Cars",
    when: { field: "line", op: "eq", value: "cars" },
  });
  const inCars = [
    lead("2025-11-01T08:00Z", [["mql", 1]], { segment: "cars" }),
    lead("2026-06-01T08:00Z", [], { segment: "cars" }),
  ];
  const others = [lead("2025-11-01T08:00Z")];
  await writeNaiveLeads(ws, [...inCars, ...others]);
  const { rows } = await ask({ ...YEAR, by: "segment" });
  expect(rows.map(({ key, name, figures }) => [key, name, figures.entered])).toEqual([
    ["cars", "Cars", 2],
    ["none", null, 1],
  ]);
  expect(comparable(await ask({ ...YEAR, segment: "cars" }))).toEqual(naive(inCars));
  expect(comparable(await ask({ ...YEAR, segment: "none" }))).toEqual(naive(others));
  expect((await list({ ...YEAR, segment: "none" })).items).toHaveLength(1);
  expect((await list({ ...YEAR, segment: "cars", stage: "mql" })).items).toHaveLength(1);
  await expect(ask({ segment: "boats" })).rejects.toMatchObject({ code: "not_found" });
});

test("a segment that changes moves the leads that were counted before", async () => {
  const write = (value: string) =>
    putSegment(admin.ctx, { key: "cars", name: "Cars", when: { field: "line", op: "eq", value } });
  await write("cars");
  await writeNaiveLeads(ws, [
    lead("2025-11-01T08:00Z", [], { segment: "cars" }),
    ...[1, 2].map(() => lead("2025-11-01T08:00Z", [], { segment: "boats" })),
  ]);
  expect((await ask({ ...YEAR, segment: "cars" })).figures.entered).toBe(1);
  await write("boats");
  expect((await ask({ ...YEAR, segment: "cars" })).figures.entered).toBe(2);
});

test("a workspace's other time zone moves days", async () => {
  await writeNaiveLeads(ws, [lead("2026-01-10T23:30Z")]);
  const day = { from: "2026-01-11", to: "2026-01-11" };
  expect((await ask(day)).figures.entered).toBe(1);
  await inWorkspace(ws, (tx) => tx.update(workspaces).set({ timeZone: "UTC" }).where(eq(workspaces.id, ws)));
  expect((await ask(day)).figures.entered).toBe(0);
});

test("many values beyond those kept apart are one row, whose list holds them", async () => {
  await writeNaiveLeads(
    ws,
    Array.from({ length: 305 }, (_, n) => lead("2025-11-01T08:00Z", [], { source: `source ${n}` })),
  );
  await refreshJourneys(ws);
  const found = await ask(YEAR);
  expect(found.figures.entered).toBe(305);
  const other = found.rows.find(({ key }) => key === "other");
  expect(other?.figures.entered).toBe(5);
  expect(found.more_rows).toBe(251);
  expect((await list({ ...YEAR, value: "other" })).items).toHaveLength(5);
});

test("pages of a list hold every lead once", async () => {
  await writeNaiveLeads(
    ws,
    Array.from({ length: 7 }, (_, n) => lead("2025-11-01T08:00Z", n < 5 ? [["mql", 1]] : [])),
  );
  const seen: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list({ ...YEAR, stage: "mql", limit: 2, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map(({ id }) => id));
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
});

test("a range that ends before it begins, or is longer than three years, is refused", async () => {
  await expect(ask({ from: "2026-02-01", to: "2026-01-01" })).rejects.toMatchObject({ code: "invalid" });
  await expect(ask({ from: "2020-02-01", to: "2026-01-01" })).rejects.toMatchObject({ code: "invalid" });
});

test("another workspace's leads are in no figure", async () => {
  const strange = await createWorkspace();
  await writeNaiveLeads(strange, [lead("2025-11-01T08:00Z", [["mql", 1]])]);
  await refreshJourneys(strange);
  const found = await ask(YEAR);
  expect(found.figures.entered).toBe(0);
  expect((await list(YEAR)).items).toEqual([]);
  const left = await outsideWorkspaces((tx) => tx.$client.query("select 1 from journeys"));
  expect(left.rowCount).toBe(0);
  expect(naiveReached(lead("2025-11-01T08:00Z"), "mql")).toBeNull();
});
