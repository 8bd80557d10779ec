import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, unique } from "#db/testing/factories.ts";
import { writeEvents } from "../events/write.ts";
import { recordStages } from "../leads/record-stages.ts";
import type { Stage } from "../leads/stages.ts";
import { writeLeads } from "../leads/write.ts";
import { putSegment } from "../segments/put-segment.ts";
import { countBacktest } from "./backtest-counts.ts";
import type { Backtest } from "./backtest-schemas.ts";
import { backtestSheet } from "./backtest-sheet.ts";
import { activeSheet, createLeads, sheetContent, type TestLead } from "./testing.ts";

useTestDatabase();

const DAY = 86_400_000;
const key = "cars";
/** One instant for all, so that weeks fall on the same moments in every run. */
const now = Date.now();
const daysAgo = (days: number) => new Date(now - days * DAY);

async function setUp(leads: readonly TestLead[], segment = "all") {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "marketer");
  await putSegment(ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await putSegment(ctx, { key: "spain", name: "Spain", when: { field: "country", op: "eq", value: "ES" } });
  const ids = await createLeads(workspaceId, leads);
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query("update leads set created_at = $2 where workspace_id = $1", [workspaceId, daysAgo(300)]),
  );
  await activeSheet(workspaceId, key, segment);
  const stage = (lead: number | undefined, days: number, to: Stage = "opportunity") =>
    inWorkspace(workspaceId, (tx) =>
      recordStages(tx, workspaceId, [{ leadId: lead ?? 0, stage: to, at: daysAgo(days) }], { origin: "api" }),
    );
  const run = (over: object = {}) =>
    backtestSheet(ctx, {
      key,
      as_of: new Date(now).toISOString(),
      weeks: 10,
      horizon_days: 30,
      ...over,
    });
  return { workspaceId, ctx, ids, stage, run };
}

const cohort = (backtest: Backtest, group: string, side: "now" | "draft" = "draft") => {
  const found = backtest.groups.find((one) => one.key === group)?.[side];
  return found && [found.leads, found.opportunities];
};
/** Per week "leads/opportunities" of a group, oldest first. */
const byWeek = ({ weeks }: Backtest, group: string) =>
  weeks.map(({ groups }) => {
    const { leads, opportunities } = groups.find((one) => one.key === group)?.draft ?? {};
    return `${leads}/${opportunities}`;
  });

/** Ten weeks back with a horizon of 30 days: the first six instants (70 to 35 days ago) are old enough. */
const HOT = [80, 81, 82];

describe("backtestSheet", () => {
  it("gives each group's rate of opportunities within the horizon, with its interval, and sets young weeks apart", async () => {
    const { ids, stage, run } = await setUp([{ visits: HOT }, { visits: HOT }, { visits: [80] }, {}]);
    await stage(ids[0], 65);
    await stage(ids[2], 10);
    const found = await run();
    expect(found.weeks.map(({ young }) => young)).toEqual([...Array(6).fill(false), ...Array(4).fill(true)]);
    expect(cohort(found, "hot")).toEqual([2, 1]);
    expect(cohort(found, "cold")).toEqual([1, 0]);
    // 10 days ago is within the horizon of the instant 35 days ago, but not of the first one in which it was seen.
    expect(cohort(found, "warm")).toEqual([1, 0]);
    expect(byWeek(found, "warm")).toEqual([...Array(5).fill("1/0"), ...Array(4).fill("1/1"), "0/0"]);
    const hot = found.groups.find((group) => group.key === "hot");
    expect(hot?.draft.rate).toBe(0.5);
    expect(hot?.draft.low).toBeCloseTo(0.0945, 3);
    expect(hot?.draft.high).toBeCloseTo(0.9055, 3);
    expect(found.sample).toEqual({ size: 4, leads: 4, exact: true });
  });

  it("scores the content and the active version side by side on the same leads and weeks", async () => {
    const { ids, stage, run } = await setUp([{ visits: HOT }, { visits: [80, 81] }]);
    await stage(ids[1], 60);
    const easier = sheetContent({
      groups: [
        { key: "cold", name: "Cold", from: {} },
        { key: "hot", name: "Hot", from: { total: 20 }, handover: true },
      ],
    });
    const found = await run({ content: easier });
    expect(found.groups.map((group) => group.key)).toEqual(["cold", "hot", "warm"]);
    expect([cohort(found, "hot"), cohort(found, "hot", "now")]).toEqual([
      [2, 1],
      [1, 0],
    ]);
    expect([cohort(found, "warm"), cohort(found, "warm", "now")]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(found.groups.at(-1)?.draft.rate).toBeNull();
  });

  it("leaves out who was an opportunity or a customer before, and who was not known yet", async () => {
    const { workspaceId, ids, stage, run } = await setUp([
      { visits: HOT },
      { visits: HOT },
      { visits: [20, 21, 22], knownAt: daysAgo(23) },
    ]);
    await stage(ids[0], 75);
    await stage(ids[1], 75, "customer");
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query("update leads set created_at = $3 where workspace_id = $1 and id = $2", [
        workspaceId,
        ids[2],
        daysAgo(1),
      ]),
    );
    const found = await run();
    for (const group of ["cold", "warm", "hot"]) expect(cohort(found, group)).toEqual([0, 0]);
    expect(byWeek(found, "cold")).toEqual(Array(10).fill("0/0"));
    expect(byWeek(found, "hot").slice(-3)).toEqual(["0/0", "1/0", "1/0"]);
  });

  it("asks who is in the segment as of each week, not as of today", async () => {
    const { workspaceId, ids, run } = await setUp([{ visits: HOT, attributes: { country: "ES" } }], "spain");
    const leave = { attributes: { country: "FR" }, knownAt: daysAgo(45) };
    await inWorkspace(workspaceId, async (tx) => {
      const found = await tx.$client.query<{ email: string }>("select email from leads where id = $1", [
        ids[0],
      ]);
      await writeLeads(tx, workspaceId, [{ email: found.rows[0]?.email ?? "", ...leave }]);
    });
    expect(byWeek(await run(), "hot")).toEqual([...Array(4).fill("1/0"), ...Array(6).fill("0/0")]);
  });

  it("leaks nothing: events, attributes and leads that come after the instants change no group", async () => {
    const crowd: TestLead[] = Array.from({ length: 30 }, (_, n) => ({
      visits: Array.from({ length: n % 4 }, (_, visit) => 60 + visit * 20),
      attributes: { country: "ES", ...(n % 3 === 0 ? { title: "CEO" } : {}) },
    }));
    const { workspaceId, ids, stage, run } = await setUp(crowd, "spain");
    for (const n of [0, 3, 7, 12]) await stage(ids[n], 50);
    const before = await run();
    expect(before.groups.map(({ draft }) => draft.leads)).not.toContain(0);
    const newestMature = now - 35 * DAY;
    await inWorkspace(workspaceId, async (tx) => {
      const emails = await tx.$client.query<{ email: string }>(
        "select email from leads where workspace_id = $1",
        [workspaceId],
      );
      await writeLeads(
        tx,
        workspaceId,
        emails.rows.flatMap(({ email }, n) => ({
          email,
          attributes: {
            country: n % 2 === 0 ? "FR" : "ES",
            title: n % 2 === 0 ? "CTO" : null,
            occupation: "student",
          },
          knownAt: new Date(newestMature + 1),
        })),
      );
      await writeLeads(tx, workspaceId, [
        { email: "new@example.test", attributes: { country: "ES", title: "CEO" }, knownAt: daysAgo(34) },
      ]);
      const visits = ids.flatMap((leadId, n) =>
        Array.from({ length: n % 5 }, (_, visit) => ({
          leadId,
          name: "page_viewed",
          occurredAt: new Date(newestMature + 1 + visit * DAY),
          messageId: unique("future"),
          properties: { path: "/pricing" },
        })),
      );
      await writeEvents(tx, workspaceId, visits, {});
    });
    const after = await run();
    expect(after.groups).toEqual(before.groups);
    expect(after.weeks.filter(({ young }) => !young)).toEqual(before.weeks.filter(({ young }) => !young));
    // The future did change: the weeks after it are not the same.
    expect(after.weeks.at(-1)).not.toEqual(before.weeks.at(-1));
  });

  it("what happens after a week's horizon changes none of that week's figures", async () => {
    const { ids, stage, run } = await setUp([{ visits: HOT }, { visits: HOT }, { visits: [80] }]);
    await stage(ids[0], 60);
    const before = await run();
    // The horizon of the newest week that is old enough ends 5 days ago; 4 days ago is after all of them.
    await stage(ids[1], 4);
    await stage(ids[2], 4, "customer");
    const after = await run();
    expect(after.groups).toEqual(before.groups);
    const old = ({ weeks }: Backtest) => weeks.filter(({ young }) => !young);
    expect(old(after)).toEqual(old(before));
    expect(byWeek(after, "hot").slice(6, 9)).not.toEqual(byWeek(before, "hot").slice(6, 9));
  });

  it("has no rate where no week is old enough", async () => {
    const { run } = await setUp([{ visits: HOT }]);
    const found = await run({ horizon_days: 90 });
    expect(found.weeks.every(({ young }) => young)).toBe(true);
    expect(found.groups.map(({ draft }) => draft.rate)).toEqual([null, null, null]);
  });

  it("refuses bad contents and sheets of other workspaces", async () => {
    const { run } = await setUp([]);
    await expect(run({ content: { rules: 1 } })).rejects.toMatchObject({ code: "invalid_sheet" });
    await expect(run({ key: "none" })).rejects.toMatchObject({ status: 404 });
    await expect(run({ segment: "none" })).rejects.toMatchObject({ status: 422 });
  });
});

describe("countBacktest", () => {
  const groups = [{ key: "hot", name: "Hot", from: {}, handover: true }];
  const plan = { groups, hasNow: false, asOf: 100, horizonMs: 10 };
  const week = (at: number) => ({ at, seen: [{ lead: 1, draft: "hot" }] });
  const first = (wonAt: number) =>
    countBacktest([week(0)], new Map([[1, wonAt]]), plan).weeks[0]?.groups[0]?.draft;

  it("counts what comes after the instant and up to the end of the horizon", () => {
    expect(first(0)).toEqual({ leads: 0, opportunities: 0 });
    expect(first(1)).toEqual({ leads: 1, opportunities: 1 });
    expect(first(10)).toEqual({ leads: 1, opportunities: 1 });
    expect(first(11)).toEqual({ leads: 1, opportunities: 0 });
  });

  it("counts a lead once a group, in the first week in which it was there", () => {
    const found = countBacktest([week(0), week(5), week(9)], new Map([[1, 14]]), plan);
    expect(found.weeks.map(({ groups: [hot] }) => hot?.draft.opportunities)).toEqual([0, 1, 1]);
    expect(found.groups[0]?.draft).toMatchObject({ leads: 1, opportunities: 0, rate: 0 });
  });

  it("never counts a week whose horizon ends after today", () => {
    const found = countBacktest([week(91)], new Map([[1, 95]]), plan);
    expect(found.weeks[0]).toMatchObject({
      young: true,
      groups: [{ draft: { leads: 1, opportunities: 1 } }],
    });
    expect(found.groups[0]?.draft).toMatchObject({ leads: 0, opportunities: 0, rate: null });
  });
});
