import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { apiTokens } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { tokenRequest } from "#lib/auth/testing.ts";
import { ISSUE_TEXTS, type IssueCode } from "#lib/scoring/issues.ts";
import { putSegment } from "#lib/segments/put-segment.ts";
import { sheetContent } from "#lib/sheets/testing.ts";
import { newToken, tokenHash } from "#lib/tokens/secret.ts";
import { PUT } from "./route.ts";

useTestDatabase();

type Raw = Record<string, unknown>;
const good = sheetContent() as unknown as Record<string, Raw[]> & { range: Raw };
/** The good sheet with one entry of a list changed. */
const change = (list: string, place: number, part: Raw): Raw => ({
  ...good,
  [list]: good[list]?.map((entry, n) => (n === place ? { ...entry, ...part } : entry)),
});
const where = (condition: unknown): Raw => change("rules", 0, { where: condition });
const without = (list: string, place: number, field: string): Raw =>
  change(list, place, { [field]: undefined });
const deep = Array.from({ length: 12 }).reduce<unknown>((inner) => ({ not: inner }), { all: [] });

/** A JSON text for each way in which a sheet can be bad; 1e999 reads as infinite. */
const BAD: Record<IssueCode, Raw | string> = {
  missing: without("rules", 0, "points"),
  invalid_type: change("rules", 0, { points: "many" }),
  invalid_value: change("rules", 0, { kind: "magic" }),
  invalid_key: change("rules", 0, { key: "Not A Key" }),
  unknown_field: { ...good, colour: "red" },
  unsafe_field: where({ field: "a.constructor", op: "exists" }),
  too_long: change("rules", 0, { name: "n".repeat(501) }),
  too_short: change("rules", 0, { name: "" }),
  too_large: change("rules", 0, { window_days: 1e6 }),
  too_small: change("rules", 0, { limit: { times: 0, per: "day" } }),
  not_positive: change("rules", 0, { half_life_days: 0 }),
  too_many: { ...good, dimensions: Array.from({ length: 21 }, (_, n) => ({ key: `d${n}`, name: "D" })) },
  too_deep: where(deep),
  not_an_integer: change("rules", 0, { limit: { times: 1.5, per: "day" } }),
  non_finite_points: JSON.stringify(change("rules", 0, { points: 123456 })).replace("123456", "1e999"),
  non_finite_number: JSON.stringify({ ...good, range: { min: 0, max: 123456 } }).replace("123456", "1e999"),
  not_a_number: where({ field: "size", op: "gt", value: "large" }),
  not_a_date: where({ field: "day", op: "before", value: "soon" }),
  unknown_op: where({ field: "path", op: "matches", value: ".*" }),
  unknown_model: change("rules", 0, {
    kind: "model",
    model: "nowhere",
    version: 1,
    steps: [{ from: 0, points: 100 }],
    event: undefined,
    where: undefined,
    points: undefined,
    limit: undefined,
    window_days: undefined,
    half_life_days: undefined,
  }),
  unknown_category: change("rules", 0, { category: "nowhere" }),
  unknown_dimension: change("categories", 0, { dimension: "nowhere" }),
  duplicate_key: change("rules", 1, { key: "pricing" }),
  reserved_key: change("dimensions", 0, { key: "total" }),
  min_above_max: { ...good, range: { min: 10, max: 1 } },
  unreachable_group: change("groups", 2, { from: { total: 1000 } }),
  overtaken_group: change("groups", 1, { from: { total: 50 } }),
  repeated_minimum: change("groups", 2, { from: { total: 10 } }),
  lowest_group_with_minimum: change("groups", 0, { from: { total: 1 } }),
  two_handover_groups: change("groups", 1, { handover: true }),
  hysteresis_of_lowest_group: change("groups", 0, { leave: { after_hours: 24 } }),
  points_below_nothing: change("groups", 1, { from: { fit: 5 }, leave: { points_below: 5 } }),
  assign_without_handover: change("groups", 1, {
    actions: [{ key: "a", on: "enter", kind: "assign", routes: [{ team: "north" }] }],
  }),
  alert_without_team: change("groups", 1, {
    actions: [{ key: "a", on: "enter", kind: "alert", to: "team", channels: ["app"] }],
  }),
  contradiction: where({
    all: [
      { field: "path", op: "eq", value: "a" },
      { field: "path", op: "eq", value: "b" },
    ],
  }),
};

async function setUp() {
  const workspaceId = await createWorkspace();
  const { ctx, memberId } = await createMember(workspaceId, "marketer");
  await putSegment(ctx, { key: "all", name: "Everyone", when: { all: [] } });
  const token = newToken();
  await inWorkspace(workspaceId, (tx) =>
    tx
      .insert(apiTokens)
      .values({ workspaceId, memberId, name: "test", tokenHash: tokenHash(token), prefix: "hs_" }),
  );
  const put = async (content: Raw | string, headers: Record<string, string> = {}) => {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    const init = { method: "PUT", headers, body: `{"segment": "all", "content": ${text}}` };
    const response = await PUT(tokenRequest("/api/v1/sheets/cars/draft", `Bearer ${token}`, init), {
      params: Promise.resolve({ key: "cars" }),
    });
    return { status: response.status, body: await response.json() };
  };
  return { put };
}

describe("PUT /api/v1/sheets/{key}/draft", () => {
  it.each(Object.keys(ISSUE_TEXTS) as IssueCode[])("refuses a bad sheet: %s", async (code) => {
    const { put } = await setUp();
    const { status, body } = await put(BAD[code]);
    expect(status).toBe(422);
    expect(body.error.code).toBe("invalid_sheet");
    expect(body.error.issues.map((issue: { code: string }) => issue.code)).toContain(code);
    for (const issue of body.error.issues)
      expect(issue).toMatchObject({ path: expect.any(String), message: expect.any(String) });
  });

  it("gives every reason at once", async () => {
    const { put } = await setUp();
    const { body } = await put({
      ...change("rules", 0, { category: "nowhere" }),
      groups: change("groups", 1, { handover: true }).groups,
    });
    const found = body.error.issues.map(
      ({ path, code }: { path: string; code: string }) => `${path} ${code}`,
    );
    expect(found).toContain("rules.0.category unknown_category");
    expect(found).toContain("groups.2.handover two_handover_groups");
  });

  it("refuses what the database cannot keep", async () => {
    const { put } = await setUp();
    const { status, body } = await put(change("rules", 0, { name: "nul \u0000" }));
    expect([status, body.error.code]).toEqual([422, "invalid_sheet"]);
  });

  it("takes the revision of If-Match with or without quotes and answers 412 for another", async () => {
    const { put } = await setUp();
    const first = await put(good);
    expect(first).toMatchObject({ status: 200, body: { revision: 1, version: 1, state: "draft" } });
    const range = (max: number) => ({ ...good, range: { min: 0, max } });
    expect(await put(range(99), { "if-match": '"1"' })).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(await put(range(98), { "if-match": "2" })).toMatchObject({ status: 200, body: { revision: 3 } });
    expect(await put(range(97), { "if-match": 'W/"3"' })).toMatchObject({
      status: 200,
      body: { revision: 4 },
    });
    const stale = await put(range(96), { "if-match": '"3"' });
    expect(stale).toMatchObject({ status: 412, body: { error: { code: "stale_revision" } } });
    expect(await put(range(96), { "if-match": "abc" })).toMatchObject({ status: 412 });
    expect(await put(range(96), { "if-match": "*" })).toMatchObject({ status: 200 });
  });
});
