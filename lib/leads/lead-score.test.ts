import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { equationOf } from "../scores/explain-equation.ts";
import { getLead } from "./get-lead.ts";
import { getLeadScore } from "./get-lead-score.ts";
import {
  addEvents,
  createLead,
  createSegment,
  createSheet,
  daysAgo,
  pricingView,
  testContent,
} from "./testing.ts";
import { writeLeads } from "./write.ts";

useTestDatabase();

let ws: number;
let member: TestMember;
let lead: number;
const now = Date.now();

beforeAll(async () => {
  ws = await createWorkspace();
  member = await createMember(ws, "sales");
  await inWorkspace(ws, async (tx) => {
    const segment = await createSegment(tx, ws, {
      key: "cars",
      condition: { field: "product", op: "eq", value: "car" },
    });
    const { sheetId } = await createSheet(tx, ws, {
      segmentId: segment.id,
      key: "cars",
      state: "retired",
      retiredAt: daysAgo(10),
    });
    await createSheet(tx, ws, {
      segmentId: segment.id,
      sheetId,
      number: 2,
      activatedAt: daysAgo(10),
      content: { ...testContent, range: { min: 0, max: 55 } },
    });
    await createSheet(tx, ws, {
      segmentId: segment.id,
      sheetId,
      number: 3,
      state: "draft",
      content: { ...testContent, range: { min: null, max: null } },
    });
    const other = await createSegment(tx, ws, { key: "none-of-them", condition: { any: [] }, position: 9 });
    await createSheet(tx, ws, { segmentId: other.id, key: "other" });
  });
  lead = await createLead(ws, {
    email: "Ana@Example.test",
    externalId: "crm/7 ñ",
    attributes: { product: "car", title: "CEO" },
    knownAt: daysAgo(40, now),
    events: [
      ...[1, 2, 3, 4, 50].map((days) => pricingView(daysAgo(days, now))),
      ...[0.5, 30.5, 60.5].map((days) => ({ name: "webinar_attended", at: daysAgo(days, now) })),
    ],
  });
});

const score = (query: Record<string, string> = {}, id = String(lead)) =>
  getLeadScore(member.ctx, { id, ...query });

describe("the score of a lead", () => {
  it("is the contract's answer, with every contribution before clamps", async () => {
    const answer = await score();
    expect(answer).toMatchObject({
      lead_id: lead,
      sheet: "cars",
      version: 2,
      in_segment: true,
      total: 55,
      dimensions: { engagement: 46, fit: 20 },
      label: "1A",
      group: "hot",
      excluded: null,
    });
    expect(answer.contributions).toEqual([
      { rule: "pricing", points: 30, times: 3, last_at: daysAgo(1, now).toISOString() },
      { rule: "webinar", points: 21, times: 3, last_at: daysAgo(0.5, now).toISOString() },
      { rule: "title", points: 20, times: 1, last_at: null },
    ]);
  });

  it("explains every clamp on the way from contributions to the total", async () => {
    const { contributions, explain, total } = await score();
    for (const category of explain.categories) {
      const mine = explain.rules.filter((rule) => rule.category === category.key);
      expect(mine.reduce((sum, rule) => sum + rule.points, 0)).toBeCloseTo(category.raw, 9);
      expect(category.clamped).toBe(Math.min(category.raw, category.max ?? Number.POSITIVE_INFINITY));
    }
    for (const dimension of explain.dimensions) {
      const parts = explain.categories.filter((category) => category.dimension === dimension.key);
      expect(parts.reduce((sum, part) => sum + part.clamped, 0)).toBeCloseTo(dimension.raw, 9);
      expect(dimension.rounded).toBe(Math.floor(dimension.clamped + 0.5));
    }
    expect(explain.dimensions.reduce((sum, { rounded }) => sum + rounded, 0)).toBe(explain.total_raw);
    expect([explain.total_raw, explain.total, total]).toEqual([66, 55, 55]);
    expect(contributions.map(({ points }) => points)).toEqual(explain.rules.map(({ points }) => points));
  });

  it("is an equation that a reader can add up", async () => {
    for (const as_of of [
      undefined,
      daysAgo(7, now).toISOString(),
      daysAgo(-11, now).toISOString(),
      "2050-01-01",
    ]) {
      const { explain, total } = await score({ version: "active", ...(as_of ? { as_of } : {}) });
      const terms = equationOf(explain);
      expect(terms.reduce((sum, term) => sum + term.hundredths, 0)).toBe(total * 100);
    }
    expect(equationOf((await score()).explain)).toEqual([
      { kind: "category", key: "web", name: "Website", hundredths: 3000 },
      { kind: "category", key: "content", name: "Content", hundredths: 3600 },
      { kind: "category", key: "person", name: "Person", hundredths: 2000 },
      { kind: "decay", hundredths: -1500 },
      { kind: "category_cap", key: "web", name: "Website", bound: 25, hundredths: -500 },
      { kind: "range_cap", bound: 55, hundredths: -1100 },
    ]);
  });

  it("as of a past instant sees neither later events nor attributes known later", async () => {
    const before = await score({ as_of: daysAgo(45, now).toISOString() });
    expect(before).toMatchObject({ in_segment: false, dimensions: { fit: 0 } });
    expect(before.contributions.map(({ rule, times }) => [rule, times])).toEqual([
      ["pricing", 1],
      ["webinar", 1],
    ]);
    expect(await score({ as_of: daysAgo(3000, now).toISOString() })).toMatchObject({
      total: 0,
      contributions: [],
      group: "cold",
    });
    const past = await score({ as_of: daysAgo(3.5, now).toISOString() });
    await inWorkspace(ws, async (tx) => {
      await addEvents(tx, ws, lead, [{ name: "webinar_attended", at: daysAgo(0.1, now), id: "later" }]);
      await writeLeads(tx, ws, [
        { email: "ana@example.test", attributes: { title: "Intern" }, knownAt: new Date() },
      ]);
    });
    expect(await score({ as_of: daysAgo(3.5, now).toISOString() })).toEqual(past);
    expect((await score()).dimensions.fit).toBe(0);
    await inWorkspace(ws, (tx) =>
      tx.$client.query("delete from lead_attributes where workspace_id = $1 and value = '\"Intern\"'", [ws]),
    );
  });

  it("as of a future instant only fades, and takes any ISO form", async () => {
    const later = await score({ as_of: daysAgo(-30, now).toISOString() });
    expect(later.contributions.find(({ rule }) => rule === "webinar")?.points).toBeLessThan(23);
    expect((await score({ as_of: "2090-01-01" })).as_of).toBe("2090-01-01T00:00:00.000Z");
    expect((await score({ as_of: "2026-01-01T10:00+02:00" })).as_of).toBe("2026-01-01T08:00:00.000Z");
  });

  it("can be asked of any version, and of a sheet whose segment the lead is not in", async () => {
    expect(await score({ version: "1" })).toMatchObject({ version: 1, total: 60 });
    expect((await score({ version: "draft" })).version).toBe(3);
    expect((await score({ version: "draft" })).total).toBeGreaterThan(60);
    expect(await score({ sheet: "other" })).toMatchObject({ sheet: "other", in_segment: false });
  });

  it("is not found for what is not there", async () => {
    const missing: Record<string, string>[] = [
      { version: "9" },
      { sheet: "nope" },
      { sheet: "a\u0000" },
      { sheet: "other", version: "draft" },
    ];
    for (const query of missing) await expect(score(query)).rejects.toMatchObject({ code: "not_found" });
    const stranger = await createLead(ws, { attributes: {} });
    // In no segment, and several sheets to choose from: none is the one meant.
    await expect(score({}, String(stranger))).rejects.toMatchObject({ code: "not_found" });
    expect(await score({ sheet: "cars" }, String(stranger))).toMatchObject({ in_segment: false });
  });
});

describe("a lead", () => {
  it("is found by id, e-mail in any case and external id", async () => {
    for (const id of [String(lead), "email:ANA@example.test", "user:crm/7 ñ"])
      expect((await getLead(member.ctx, { id })).id).toBe(lead);
  });

  it.each([
    "",
    "0",
    "-1",
    "1.5",
    "abc",
    "1e3",
    "99999999999999999999999",
    "9007199254740993",
    "email:",
    "user:",
    "email:\u0000",
    "user:\ud800",
    "anonymous:x",
    "EMAIL:ana@example.test",
    "email:nobody@example.test",
  ])("is not found by %j", async (id) => {
    await expect(getLead(member.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(score({}, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("tells its attributes with when they became known, segments, scores and sheets", async () => {
    const found = await getLead(member.ctx, { id: String(lead) });
    expect(found).toMatchObject({
      email: "ana@example.test",
      user_id: "crm/7 ñ",
      attributes: { product: "car" },
      known_at: { product: daysAgo(40, now).toISOString() },
      segments: [{ key: "cars" }],
      stage: "mql",
    });
    expect(found.scores.map(({ sheet, primary, version }) => [sheet, primary, version])).toEqual([
      ["cars", true, 2],
    ]);
    expect(found.sheets[0]?.versions.map(({ number, state }) => [number, state])).toEqual([
      [3, "draft"],
      [2, "active"],
      [1, "retired"],
    ]);
    expect(found.identities.map(({ kind }) => kind)).toEqual(["user", "email"]);
  });

  it("belongs to its workspace alone", async () => {
    const other = await createMember(await createWorkspace(), "admin");
    for (const id of [String(lead), "email:ana@example.test", "user:crm/7 ñ"]) {
      await expect(getLead(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
      await expect(getLeadScore(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
