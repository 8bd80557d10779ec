import { expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { putSegment } from "../segments/put-segment.ts";
import { exportFeedback } from "./export-feedback.ts";
import { listFeedback } from "./list-feedback.ts";
import { exportFeedbackSchema, type FeedbackTable, TABLES } from "./schemas.ts";
import { feedbackTable } from "./tables.ts";
import {
  addVersion,
  ago,
  type HandedLead,
  KEY,
  lost,
  NOW,
  reportWorkspace,
  retire,
  times,
  won,
} from "./testing.ts";

useTestDatabase();

it("flags a band whose rate falls below a lower one's, and keeps empty bands", async () => {
  const { report, add } = await reportWorkspace();
  const at = (total: number, wins: number, all: number) => [
    ...times(wins, { ...won(150, 5), total }),
    ...times(all - wins, { ...lost(150), total }),
  ];
  await add([...at(31, 30, 60), ...at(44, 2, 60), ...at(57, 3, 6), { handed: [150], total: null }]);
  const { bands, unscored, thresholds } = await report();
  expect(
    bands.map(({ from, to, matured, converted, breaks }) => [from, to, matured, converted, breaks]),
  ).toEqual([
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

it("hands out every table as CSV with the report's own figures, safe from formulas", async () => {
  const { workspaceId, manager, report, add } = await reportWorkspace();
  const ids = await add([
    ...times(3, won(150, 10)),
    ...times(2, { ...lost(150), state: "rejected" as const }),
  ]);
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query(
      `insert into lead_attributes (workspace_id, lead_id, key, known_at, value)
       values ($1, $2, 'source', now(), '"=cmd()"')`,
      [workspaceId, ids[0]],
    ),
  );
  const csv = async (table: FeedbackTable) => {
    const asked = exportFeedbackSchema.parse({ sheet: KEY, table });
    return (await exportFeedback(manager.ctx, asked, new Date(NOW))).text();
  };
  expect((await csv("bands")).split("\r\n").slice(0, 2)).toEqual([
    "from,to,matured,converted,rate,low,high,breaks",
    expect.stringMatching(/^40,45,5,3,0\.6,0\.23/),
  ]);
  expect(await csv("sources")).toContain("'=cmd(),1,1,1,1");
  const summary = await csv("summary");
  expect(summary).toContain("\r\nreached_opportunity,3\r\n");
  expect(summary).toContain("\r\nverdict,too_few\r\n");
  const found = await report();
  for (const table of TABLES) {
    const { header, rows } = feedbackTable({ ...found }, table);
    for (const row of rows) expect(row.length, table).toBe(header.length);
    expect((await csv(table)).split("\r\n").length, table).toBe(rows.length + 2);
  }
});

it("lists what there are reports of, the newest version first", async () => {
  const { workspaceId, manager, version, sheetId, add } = await reportWorkspace();
  await add([lost(150), won(150, 5), { ...lost(20), imported: true }]);
  await retire(workspaceId, version.id, ago(100));
  await addVersion(workspaceId, sheetId, { number: 2, activatedAt: ago(100) });
  expect(await listFeedback(manager.ctx)).toMatchObject({
    versions: [
      { sheet: KEY, version: 2, state: "active", handed_over: 0 },
      { sheet: KEY, version: 1, state: "retired", handed_over: 2, retired_at: ago(100).toISOString() },
    ],
    imported: 1,
    segments: [{ key: "all" }],
  });
});
