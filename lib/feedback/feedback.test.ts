import { expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { eraseLead } from "../privacy/erase-lead.ts";
import { putSegment } from "../segments/put-segment.ts";
import { wilson } from "../statistics/wilson.ts";
import { getFeedback } from "./get-feedback.ts";
import { feedbackInputSchema, feedbackReportSchema } from "./schemas.ts";
import { type HandedLead, KEY, NOW, reportWorkspace } from "./testing.ts";

useTestDatabase();

const times = (n: number, lead: HandedLead): HandedLead[] => Array.from({ length: n }, () => lead);
const won = (handed: number, after: number): HandedLead => ({
  handed: [handed],
  total: 40,
  stages: [{ stage: "opportunity", daysAgo: handed - after }],
});
const lost = (handed: number): HandedLead => ({ handed: [handed], total: 40 });

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
  expect(await report()).toMatchObject({ handed_over: 4, leads: 2, repeated: 2, reached: { opportunity: 2 } });
});

it("two records of one person count once when they are joined, and a join raises no rate", async () => {
  const { workspaceId, report, add } = await reportWorkspace();
  const admin = await createMember(workspaceId, "admin");
  const ids = await add([won(150, 10), { ...lost(140), state: "accepted" }, ...times(8, lost(150))]);
  expect(await report()).toMatchObject({ handed_over: 10, reached: { opportunity: 1 } });
  await joinLeads(admin.ctx, { id: String(ids[0]), with: String(ids[1]) });
  expect(await report()).toMatchObject({ handed_over: 9, joined: 1, repeated: 0, reached: { opportunity: 1 } });
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

it("flags a band whose rate falls below a lower one's, and keeps empty bands", async () => {
  const { report, add } = await reportWorkspace();
  const at = (total: number, wins: number, all: number) => [
    ...times(wins, { ...won(150, 5), total }),
    ...times(all - wins, { ...lost(150), total }),
  ];
  await add([...at(31, 30, 60), ...at(44, 2, 60), ...at(57, 3, 6), { handed: [150], total: null }]);
  const { bands, unscored, thresholds } = await report();
  expect(bands.map(({ from, to, matured, converted, breaks }) => [from, to, matured, converted, breaks])).toEqual([
    [30, 35, 60, 30, "no"],
    [35, 40, 0, 0, "no"],
    [40, 45, 60, 2, "clear"],
    [45, 50, 0, 0, "no"],
    [50, 55, 0, 0, "no"],
    [55, 60, 6, 3, "no"],
  ]);
  expect(unscored).toBe(1);
  expect(thresholds.at(-1)).toEqual({
    from: 55,
    handed_over: 6,
    converted: 3,
    precision: 0.5,
    recall: 3 / 35,
  });
});

it("rates each rule by the points that were frozen with the hand-over", async () => {
  const { report, add } = await reportWorkspace();
  await add([
    ...times(20, { ...won(150, 5), points: { pricing: 30 } }),
    ...times(20, { ...lost(150), points: { pricing: 10 } }),
    ...times(10, { ...won(150, 5), points: { title: 20 } }),
    ...times(30, { ...lost(150), points: { title: 20 } }),
    ...times(9, won(10, 1)),
  ]);
  const { rules, rules_known, handed_over } = await report();
  expect(rules_known).toBe(80);
  expect(handed_over).toBe(89);
  expect(rules[0]).toMatchObject({
    rule: "pricing",
    name: "Visited pricing",
    with: { n: 40, converted: 20 },
    without: { n: 40, converted: 10 },
    lift: 2,
    too_few: false,
  });
});

it("says why sales rejected, in all, by rule and by source", async () => {
  const { workspaceId, report, add } = await reportWorkspace();
  const no = (reason: string, source: string, rule: string): HandedLead => ({
    ...lost(150),
    ...{ state: "rejected", reason, points: { [rule]: 10 } },
    attributes: { source },
  });
  const ids = await add([
    ...times(3, no("no_budget", "fair", "pricing")),
    no("other: call in May", "fair", "title"),
    no("other: moved away", "web", "title"),
    { ...lost(150), state: "accepted", points: { pricing: 10 } },
  ]);
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query(
      `insert into lead_attributes (workspace_id, lead_id, key, known_at, value)
       select workspace_id, id, 'source', created_at, attributes -> 'source' from leads
       where workspace_id = $1 and id = any($2::bigint[]) and attributes ? 'source'`,
      [workspaceId, ids],
    ),
  );
  const { rejected, rejected_by_rule, sources } = await report();
  expect(rejected).toEqual([
    { reason: "no_budget", n: 3 },
    { reason: "other", n: 2 },
  ]);
  expect(rejected_by_rule[0]).toMatchObject({ rule: "pricing", decided: 4, rejected: 3, rate: 0.75 });
  expect(sources[0]).toMatchObject({ source: "fair", handed_over: 4, rejected: 4 });
  expect(sources.map(({ source, handed_over }) => [source, handed_over])).toEqual([
    ["fair", 4],
    [null, 1],
    ["web", 1],
  ]);
});

it("rates by how soon sales answered", async () => {
  const { report, add } = await reportWorkspace();
  await add([
    { ...won(150, 5), answeredAfterMinutes: 4 },
    { ...lost(150), answeredAfterMinutes: 5 },
    { ...lost(150), answeredAfterMinutes: 6 },
    { ...lost(150), answeredAfterMinutes: 60 * 24 * 10 },
    lost(150),
  ]);
  const { speed } = await report();
  expect(speed.map(({ bucket, matured, converted }) => [bucket, matured, converted])).toEqual([
    ["5m", 2, 1],
    ["1h", 1, 0],
    ["1d", 0, 0],
    ["3d", 0, 0],
    ["later", 1, 0],
    ["never", 1, 0],
  ]);
});

it("weeks begin on Mondays of the workspace's own time, over a change of clocks too", async () => {
  const { workspaceId, report, add } = await reportWorkspace(400);
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query("update workspaces set time_zone = 'Europe/Madrid' where id = $1", [workspaceId]),
  );
  const before = (iso: string) => (NOW - Date.parse(iso)) / 86_400_000;
  await add([
    // Summer time began on Sunday 29 March 2026 at 01:00 UTC; Sunday's last half hour is 21:30 to 22:00 UTC then.
    lost(before("2026-03-29T21:45:00Z")),
    lost(before("2026-03-29T22:15:00Z")),
    lost(before("2026-04-13T00:00:00Z")),
  ]);
  const { maturity } = await report();
  expect(maturity.map(({ week, handed_over, matured }) => [week, handed_over, matured])).toEqual([
    ["2026-03-23", 1, 1],
    ["2026-03-30", 1, 1],
    ["2026-04-06", 0, 0],
    ["2026-04-13", 1, 1],
  ]);
});

it("says when thirty will have matured", async () => {
  const { report, add } = await reportWorkspace(12);
  await add(times(29, lost(12)));
  expect((await report()).first_read).toMatchObject({ certain: false });
  await add([lost(10)]);
  expect((await report()).first_read).toEqual({
    at: new Date(NOW + 80 * 86_400_000).toISOString(),
    certain: true,
  });
});

it("hand-overs made outside Hotsheet are a report of their own, of a segment where one is asked for", async () => {
  const { marketer, report, add } = await reportWorkspace();
  await putSegment(marketer, { key: "eu", name: "Europe", when: { field: "region", op: "eq", value: "eu" } });
  await add([
    { ...won(150, 5), imported: true, total: null, attributes: { region: "eu" } },
    { ...lost(150), imported: true, total: null },
    lost(150),
  ]);
  const all = await report({ sheet: undefined, version: "imported" });
  expect(all).toMatchObject({ version: "imported", sheet: null, handed_over: 2, matured: 2, rules: [] });
  const eu = await report({ sheet: undefined, version: "imported", segment: "eu" });
  expect(eu).toMatchObject({ segment: "eu", handed_over: 1, conversion: { rate: 1 } });
});

it("names customers that nobody handed over, and what they had done", async () => {
  const { report, add } = await reportWorkspace();
  await add([
    { stages: [{ stage: "customer", daysAgo: 50 }] },
    { ...won(150, 5), stages: [{ stage: "customer", daysAgo: 100 }] },
    { handed: [20], stages: [{ stage: "customer", daysAgo: 30 }] },
    { stages: [{ stage: "customer", daysAgo: 250 }] },
  ]);
  expect((await report()).never_hot).toMatchObject({ won: 3, n: 2, described: 2, exact: true });
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
