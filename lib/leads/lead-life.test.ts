import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { parseInput } from "../http/parse.ts";
import { getLeadScore } from "./get-lead-score.ts";
import { getScoreHistory } from "./get-score-history.ts";
import { listTimeline } from "./list-timeline.ts";
import { createLead, createSegment, createSheet, daysAgo, pricingView, testContent } from "./testing.ts";
import { type TimelineItem, timelineQuery } from "./timeline-schemas.ts";

useTestDatabase();

let ws: number;
let manager: TestMember;
let lead: number;
const now = Date.now();

beforeAll(async () => {
  ws = await createWorkspace();
  manager = await createMember(ws, "manager");
  await inWorkspace(ws, async (tx) => {
    const segment = await createSegment(tx, ws, { condition: { all: [] } });
    const { sheetId } = await createSheet(tx, ws, {
      segmentId: segment.id,
      key: "main",
      state: "retired",
      activatedAt: daysAgo(50, now),
      retiredAt: daysAgo(20, now),
      content: { ...testContent, range: { min: 0, max: 35 } },
    });
    await createSheet(tx, ws, { segmentId: segment.id, sheetId, number: 2, activatedAt: daysAgo(20, now) });
  });
  const tie = daysAgo(5, now);
  lead = await createLead(ws, {
    attributes: { title: "CEO", country: "ES" },
    knownAt: daysAgo(70, now),
    events: [
      ...[1, 2, 3, 4, 95, 100].map((days) => pricingView(daysAgo(days, now))),
      ...Array.from({ length: 5 }, () => ({ name: "webinar_attended", at: tie })),
      { name: "other", at: daysAgo(6, now), properties: { n: 5, plan: "pro" } },
    ],
  });
});

const timeline = (query: Record<string, string> = {}, ctx = manager.ctx) =>
  listTimeline(ctx, { id: String(lead), ...parseInput(timelineQuery, query) });

async function pages(query: Record<string, string>): Promise<TimelineItem[]> {
  const items: TimelineItem[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof timeline>> = await timeline({
      ...query,
      ...(cursor ? { cursor } : {}),
    });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}

describe("the timeline of a lead", () => {
  it("mixes everything, newest first, completely and without doubles whatever the page size", async () => {
    const whole = await pages({ limit: "200" });
    expect(new Set(whole.map(({ kind }) => kind))).toEqual(
      new Set(["event", "stage", "group", "handover", "attributes"]),
    );
    expect(whole).toHaveLength(12 + 1 + 1 + 1 + 1);
    expect(whole.map(({ at }) => at)).toEqual(
      whole
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    for (const limit of ["1", "2", "3", "7"]) expect(await pages({ limit })).toEqual(whole);
  });

  it("names the version that points are of, and the event and rule behind a change of group", async () => {
    const whole = await pages({ limit: "200" });
    const given = whole.flatMap((item) =>
      item.kind === "event" && item.points.length > 0 ? [item.version] : [],
    );
    expect(given.length).toBeGreaterThan(0);
    expect(new Set(given)).toEqual(new Set([2]));
    const changes = whole.flatMap((item) => (item.kind === "group" ? [item] : []));
    expect(changes).toMatchObject([
      { version: 2, cause: "event", event: { name: "page_viewed", rules: ["Visited pricing"] } },
    ]);
  });

  it("gives each event the points it has now, and says what dropped it", async () => {
    const views = (await pages({ limit: "4" })).filter(
      (item) => item.kind === "event" && item.name === "page_viewed",
    );
    expect(views.map((item) => (item.kind === "event" ? item.points[0] : null))).toEqual([
      ...[1, 2, 3].map(() => ({
        rule: "pricing",
        name: "Visited pricing",
        points: 10,
        counted: true,
        why: null,
      })),
      { rule: "pricing", name: "Visited pricing", points: 0, counted: false, why: "limit" },
      { rule: "pricing", name: "Visited pricing", points: 0, counted: false, why: "window" },
      { rule: "pricing", name: "Visited pricing", points: 0, counted: false, why: "window" },
    ]);
  });

  it("gives events points that add up to the contributions of the same instant and version", async () => {
    const queries: Record<string, string>[] = [
      {},
      { as_of: daysAgo(2.5, now).toISOString() },
      { version: "1" },
    ];
    for (const query of queries) {
      const { contributions } = await getLeadScore(manager.ctx, { id: String(lead), ...query });
      const points = (await pages({ ...query, limit: "3" })).flatMap((item) =>
        item.kind === "event" ? item.points : [],
      );
      for (const rule of ["pricing", "webinar"]) {
        const sum = points.filter((p) => p.rule === rule).reduce((total, p) => total + p.points, 0);
        expect(sum).toBeCloseTo(contributions.find((c) => c.rule === rule)?.points ?? 0, 6);
      }
    }
  });

  it("names version, cause, reasons and earlier values", async () => {
    const items = await pages({});
    expect(items.find((item) => item.kind === "group")).toMatchObject({
      sheet: "main",
      version: 2,
      from: null,
      to: "hot",
      to_name: "Hot",
      to_tone: "hot",
      cause: "event",
    });
    expect(items.find((item) => item.kind === "handover")).toMatchObject({
      version: 2,
      state: "open",
      sheet: "main",
    });
    expect(items.find((item) => item.kind === "attributes")).toMatchObject({
      changes: [
        { key: "country", before: null, after: "ES" },
        { key: "title", before: null, after: "CEO" },
      ],
    });
    const other = items.find((item) => item.kind === "event" && item.name === "other");
    expect(other).toMatchObject({ properties: { n: 5, plan: "pro" }, points: [] });
  });

  it("as of an instant lists nothing later, and refuses foreign cursors", async () => {
    const as_of = daysAgo(3.5, now).toISOString();
    expect((await pages({ as_of })).every(({ at }) => at <= as_of)).toBe(true);
    await expect(timeline({ cursor: "e30" })).rejects.toMatchObject({ code: "invalid" });
    await expect(timeline({ version: "7" })).rejects.toMatchObject({ code: "not_found" });
    const other = await createMember(await createWorkspace(), "admin");
    await expect(timeline({}, other.ctx)).rejects.toMatchObject({ code: "not_found" });
  });
});

it("a timeline needs no sheet: with none, or a draft that cannot score yet, events just have no points", async () => {
  const other = await createWorkspace();
  const { ctx } = await createMember(other, "admin");
  const id = String(await createLead(other, { events: [pricingView(daysAgo(1))] }));
  const events = async () => (await listTimeline(ctx, { id, limit: 50 })).items;
  expect(await events()).toMatchObject([{ kind: "event", points: [] }]);
  await inWorkspace(other, async (tx) => {
    const segment = await createSegment(tx, other, { condition: { all: [] } });
    await createSheet(tx, other, { segmentId: segment.id, state: "draft" });
  });
  expect(await events()).toMatchObject([{ kind: "event", points: [{ rule: "pricing", points: 10 }] }]);
  await inWorkspace(other, (tx) =>
    tx.$client.query(
      "update sheet_versions set content = jsonb_set(content, '{categories}', '[]') where workspace_id = $1",
      [other],
    ),
  );
  expect(await events()).toMatchObject([{ kind: "event", points: [] }]);
  await expect(getLeadScore(ctx, { id })).rejects.toMatchObject({ code: "invalid_sheet" });
  await expect(listTimeline(ctx, { id, version: "draft", limit: 50 })).rejects.toMatchObject({
    code: "invalid_sheet",
  });
});

it("a timeline tells no change of group where an excluded lead is first scored", async () => {
  const id = String(
    await createLead(ws, { attributes: { occupation: "student" }, events: [pricingView(daysAgo(1))] }),
  );
  const { items } = await listTimeline(manager.ctx, { id, limit: 50 });
  expect(items.map(({ kind }) => kind)).toEqual(["event", "attributes"]);
});

describe("the score of a lead over time", () => {
  const history = (query: Record<string, string> = {}) =>
    getScoreHistory(manager.ctx, { id: String(lead), ...query });

  it("agrees with the scoring function at every point, under the version that was active then", async () => {
    const { points, versions, method, levels } = await history({ from: daysAgo(60, now).toISOString() });
    expect(method).toBe("exact");
    expect(versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(levels).toEqual([
      { key: "warm", name: "Warm", from: 10 },
      { key: "hot", name: "Hot", from: 30 },
    ]);
    expect(new Set(points.map(({ version }) => version))).toEqual(new Set([1, 2]));
    for (const point of points) {
      const at = await getLeadScore(manager.ctx, {
        id: String(lead),
        version: String(point.version),
        as_of: point.at,
      });
      expect([at.total, at.group]).toEqual([point.total, point.group]);
    }
    expect(points.map(({ at }) => at)).toEqual(points.map(({ at }) => at).sort());
  });

  it("can be asked of one version for all of the time", async () => {
    const { points } = await history({ version: "1" });
    expect(new Set(points.map(({ version }) => version))).toEqual(new Set([1]));
    expect(Math.max(...points.map(({ total }) => total))).toBe(35);
  });

  it("is sampled where every change would cost too much", async () => {
    const busy = await createLead(ws, {
      events: Array.from({ length: 4_000 }, (_, n) => ({
        name: "webinar_attended",
        at: daysAgo(n / 40 + 1, now),
      })),
    });
    const started = performance.now();
    const answer = await getScoreHistory(manager.ctx, { id: String(busy) });
    expect(answer.method).toBe("sampled");
    expect(answer.points.length).toBeGreaterThan(12);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("refuses an empty range and strangers", async () => {
    await expect(history({ from: "2026-02-01", to: "2026-01-01" })).rejects.toMatchObject({
      code: "invalid",
    });
    const other = await createMember(await createWorkspace(), "admin");
    await expect(getScoreHistory(other.ctx, { id: String(lead) })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
