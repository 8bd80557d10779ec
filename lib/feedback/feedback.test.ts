import { expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { eraseLead } from "../privacy/erase-lead.ts";
import { wilson } from "../statistics/wilson.ts";
import { getFeedback } from "./get-feedback.ts";
import { feedbackInputSchema, feedbackReportSchema } from "./schemas.ts";
import { KEY, lost, NOW, reportWorkspace, times, won } from "./testing.ts";

useTestDatabase();

it("counts opportunity over matured, with its interval, and the rest apart", async () => {
  const { report, add } = await reportWorkspace();
  await add([
    ...times(8, won(150, 10)),
    ...times(3, won(150, 120)),
    ...times(29, lost(150)),
    ...times(5, won(20, 3)),
    ...times(15, lost(20)),
  ]);
  const found = await report();
  expect(found).toMatchObject({
    sheet: KEY,
    version: 1,
    as_of: new Date(NOW).toISOString(),
    handed_over: 60,
    matured: 40,
    open: 20,
    reached: { sal: 8, sql: 8, opportunity: 8, customer: 0 },
    later: { opportunity: 3 },
    open_reached: { opportunity: 5 },
    conversion: wilson(8, 40),
    days_to_opportunity: { median: 10 },
  });
  expect(feedbackReportSchema.parse(found)).toEqual(found);
});

it("young leads neither raise nor lower the rate, whatever becomes of them", async () => {
  const { report, add } = await reportWorkspace();
  await add([...times(10, won(150, 10)), ...times(30, lost(150))]);
  const { conversion, baseline, bands, rules, verdict, lift } = await report();
  await add([...times(50, won(30, 2)), ...times(70, lost(89)), ...times(20, { knownDaysAgo: 30 })]);
  const later = await report();
  expect(later).toMatchObject({ handed_over: 160, matured: 40, open: 120, conversion, rules, verdict, lift });
  expect(later.baseline).toMatchObject({ leads: baseline.leads, rate: baseline.rate, open: 20 });
  expect(later.bands.map(({ rate }) => rate)).toEqual(bands.map(({ rate }) => rate));
});

it("a hand-over matures at the instant its horizon has passed, and an outcome at that instant counts", async () => {
  const { report, add } = await reportWorkspace();
  await add([won(90, 90), { handed: [90], stages: [{ stage: "opportunity", daysAgo: 90 }] }]);
  expect(await report()).toMatchObject({ matured: 2, open: 0, reached: { opportunity: 2 } });
  expect(await report({}, NOW - 1)).toMatchObject({ matured: 0, open: 2, open_reached: { opportunity: 1 } });
});

it("a later stage passes the ones before it; order and ties do not matter; before the hand-over is no success", async () => {
  const { report, add } = await reportWorkspace();
  await add([
    { handed: [150], stages: [{ stage: "customer", daysAgo: 140 }] },
    {
      handed: [150],
      stages: [
        { stage: "customer", daysAgo: 149 },
        { stage: "sql", daysAgo: 145 },
        { stage: "opportunity", daysAgo: 149 },
      ],
    },
    { handed: [150], stages: [{ stage: "opportunity", daysAgo: 151 }] },
    {
      handed: [150],
      stages: [
        { stage: "opportunity", daysAgo: 160 },
        { stage: "recycled", daysAgo: 155 },
        { stage: "opportunity", daysAgo: 100 },
      ],
    },
    { handed: [150], stages: [{ stage: "recycled", daysAgo: 140 }] },
  ]);
  expect(await report()).toMatchObject({
    matured: 5,
    reached: { sal: 3, sql: 3, opportunity: 3, customer: 2 },
    before_handover: 1,
  });
});

it("every hand-over counts by itself, and the second of a lead is named", async () => {
  const { report, add } = await reportWorkspace();
  await add([
    { handed: [190, 120], stages: [{ stage: "opportunity", daysAgo: 110 }] },
    { handed: [190, 120] },
  ]);
  expect(await report()).toMatchObject({
    handed_over: 4,
    leads: 2,
    repeated: 2,
    reached: { opportunity: 2 },
  });
});

it("two records of one person count once when they are joined, and a join raises no rate", async () => {
  const { workspaceId, report, add } = await reportWorkspace();
  const admin = await createMember(workspaceId, "admin");
  const ids = await add([won(150, 10), { ...lost(140), state: "accepted" }, ...times(8, lost(150))]);
  expect(await report()).toMatchObject({ handed_over: 10, reached: { opportunity: 1 } });
  await joinLeads(admin.ctx, { id: String(ids[0]), with: String(ids[1]) });
  expect(await report()).toMatchObject({
    handed_over: 9,
    joined: 1,
    repeated: 0,
    reached: { opportunity: 1 },
  });
});

it("erased leads leave the counts, and how many is said", async () => {
  const { workspaceId, report, add } = await reportWorkspace();
  const admin = await createMember(workspaceId, "admin");
  const [first = 0] = await add([won(150, 10), lost(150), lost(150)]);
  await eraseLead(admin.ctx, { id: String(first), confirm: String(first) });
  expect(await report()).toMatchObject({ handed_over: 2, erased: 1, reached: { opportunity: 0 } });
});

it("nobody, one, everybody and no one converted each have their honest figures", async () => {
  const { report, add } = await reportWorkspace();
  const none = { rate: null, low: null, high: null };
  expect(await report()).toMatchObject({
    handed_over: 0,
    matured: 0,
    conversion: none,
    survival: [],
    bands: [],
    lift: null,
    verdict: "too_few",
  });
  await add([won(10, 1)]);
  expect(await report()).toMatchObject({ handed_over: 1, matured: 0, conversion: none, verdict: "too_few" });
  await add(times(30, won(150, 1)));
  expect(await report()).toMatchObject({ matured: 30, conversion: { rate: 1, high: 1 } });
  const other = await reportWorkspace();
  await other.add(times(30, lost(150)));
  expect(await other.report()).toMatchObject({
    matured: 30,
    conversion: { rate: 0, low: 0 },
    verdict: "no_baseline",
  });
});

it("compares with leads of the segment that nobody handed over, each from when it became known", async () => {
  const { report, add } = await reportWorkspace(150);
  await add([
    ...times(20, won(140, 10)),
    ...times(20, lost(140)),
    // Known before the sheet was active: from its activation on. Four converted within 90 days of that, one later.
    ...times(4, { stages: [{ stage: "opportunity" as const, daysAgo: 100 }] }),
    { stages: [{ stage: "customer", daysAgo: 10 }] },
    ...times(35, {}),
    // One already before: not at risk.
    { stages: [{ stage: "opportunity", daysAgo: 160 }] },
    // Too young, and known only when the horizon cannot pass.
    ...times(7, { knownDaysAgo: 60 }),
  ]);
  const { baseline, lift, lift_low, verdict } = await report();
  expect(baseline).toMatchObject({ leads: 40, converted: 4, ...wilson(4, 40), open: 7, exact: true });
  expect(lift).toBeCloseTo(0.5 / 0.1, 10);
  expect(lift_low).toBeGreaterThan(1);
  expect(verdict).toBe("works");
});

it("is for members of the workspace, and finds nothing of another", async () => {
  await reportWorkspace();
  const { ctx } = await createMember(await createWorkspace(), "admin");
  const asked = (input: object) => getFeedback(ctx, feedbackInputSchema.parse(input));
  await expect(asked({ sheet: KEY, version: "1" })).rejects.toMatchObject({ status: 404 });
  await expect(asked({ version: "1" })).rejects.toMatchObject({ status: 422 });
  await expect(asked({ version: "imported", segment: "all" })).rejects.toMatchObject({ status: 404 });
  expect(await asked({ version: "imported" })).toMatchObject({ handed_over: 0 });
});
