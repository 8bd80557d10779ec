import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { parseInput } from "../http/parse.ts";
import { listLeadFilters } from "./list-filters.ts";
import { all, createListedLeads, list } from "./list-testing.ts";
import { recordStage } from "./record-stage.ts";
import { listLeadsQuery, SORTS } from "./schemas.ts";
import { createSegment } from "./testing.ts";

useTestDatabase();

let ws: number;
let marketer: TestMember;
let sales: TestMember;
let ids: Record<string, number>;
beforeAll(async () => {
  ({ ws, marketer, sales, ids } = await createListedLeads());
});

const names = (items: { email: string | null }[]) => items.map(({ email }) => email?.split("@")[0]);

describe("a list of leads", () => {
  it.each(SORTS)("pages completely and without doubles, sorted by %s", async (sort) => {
    for (const limit of ["1", "2", "5", "12", "200"]) {
      const items = await all(marketer.ctx, { sort, limit });
      expect(items).toHaveLength(12);
      expect(new Set(items.map((item) => item.id)).size).toBe(12);
      expect(items.map((item) => item.id)).toEqual(
        (await all(marketer.ctx, { sort, limit: "200" })).map((i) => i.id),
      );
    }
  });

  it("puts leads without a score last in both directions, as not scored and never as 0", async () => {
    for (const sort of ["-score", "score"]) {
      const items = await all(marketer.ctx, { sort, limit: "4" });
      expect(items.slice(-3).map((item) => item.score)).toEqual([null, null, null]);
      const totals = items.slice(0, 9).map((item) => item.score?.total ?? Number.NaN);
      expect(totals).toEqual([...totals].sort((a, b) => (sort === "score" ? a - b : b - a)));
    }
    expect(names(await all(marketer.ctx, {}))[0]).toBe("ivo");
  });

  it("sorts by creation and by last event, leads without an event last", async () => {
    const created = (await all(marketer.ctx, { sort: "created", limit: "5" })).map((item) => item.created_at);
    expect(created).toEqual([...created].sort());
    const last = (await all(marketer.ctx, { sort: "-last_event", limit: "5" })).map(
      (item) => item.last_event_at,
    );
    expect(last.slice(-4)).toEqual([null, null, null, null]);
    expect(last.slice(0, 8)).toEqual(last.slice(0, 8).sort().reverse());
  });

  it("says sheet, version, group with its name and tone, and the exclusion", async () => {
    const [ivo] = await all(marketer.ctx, { q: "ivo" });
    expect(ivo).toMatchObject({
      name: "Ívo O'Brien",
      stage: "mql",
      excluded: null,
      score: {
        sheet: "cars",
        version: 1,
        total: 45,
        label: "1A",
        group: "hot",
        group_name: "Hot",
        tone: "hot",
      },
    });
    const [hal] = await all(marketer.ctx, { q: "hal" });
    expect(hal).toMatchObject({
      excluded: "student",
      score: { total: 25, group: null, excluded_name: "Student" },
    });
  });

  it.each([
    [{ segment: "cars" }, ["ivo", "hal", "cid", "bea", "ana", "eva", "dan", "gus", "fay"]],
    [{ segment: "firms" }, ["eva", "dan"]],
    [{ segment: "none" }, ["uri", "una"]],
    [{ segment: "spain" }, ["ugo"]],
    [{ segment: "none", group: "cold" }, []],
    [{ segment: "spain", group: "cold" }, []],
    [{ group: "warm" }, ["cid", "bea", "ana", "eva", "dan"]],
    [{ group: "low", segment: "firms" }, ["eva", "dan"]],
    [{ group: "low" }, []],
    [{ excluded: "true" }, ["hal"]],
    [{ excluded: "false", q: "example", group: "hot" }, ["ivo"]],
    [{ stage: "mql" }, ["ivo"]],
    [{ owner: "none", group: "warm" }, ["cid", "bea", "eva", "dan"]],
    [{ q: "none.t" }, []],
    [{ q: "una@none.t" }, ["una"]],
    [{ q: "UNA none" }, ["una"]],
    [{ q: "o'brien ívo" }, ["ivo"]],
    [{ q: "obrien" }, []],
    [{ q: "%" }, []],
    [{ q: "'; drop table leads; --" }, []],
  ])("is filtered by %j in every sort", async (filter, expected) => {
    expect(names(await all(marketer.ctx, filter))).toEqual(expected);
    for (const sort of SORTS) {
      const found = await all(marketer.ctx, { ...filter, sort, limit: "1" });
      expect(names(found).sort()).toEqual([...expected].sort());
    }
  });

  it("knows the caller as owner", async () => {
    expect(names(await all(sales.ctx, { owner: "me" }))).toEqual(["ana"]);
    expect(names(await all(marketer.ctx, { owner: "me" }))).toEqual([]);
    const owned = await all(marketer.ctx, { owner: String(sales.memberId) });
    expect(owned[0]?.owner).toEqual({ id: sales.memberId, name: sales.email });
  });

  it("lists the score of the segment's own sheet where a segment is given", async () => {
    const [dan] = await all(marketer.ctx, { segment: "firms", q: "dan" });
    expect(dan?.score).toMatchObject({ sheet: "firms", group: "low" });
  });

  it("keeps leads of a segment without a sheet in pages that may be short", async () => {
    const other = await createWorkspace();
    const { ctx } = await createMember(other, "admin");
    await inWorkspace(other, (tx) =>
      createSegment(tx, other, { key: "odd", condition: { field: "n", op: "eq", value: 1 } }),
    );
    await inWorkspace(other, async (tx) => {
      await tx.$client.query(
        `insert into leads (workspace_id, email, attributes)
         select $1, 'l' || n || '@x.test', jsonb_build_object('n', n % 3000) from generate_series(1, 6001) n`,
        [other],
      );
    });
    const first = await list(ctx, { segment: "odd" });
    expect(first.next_cursor).not.toBeNull();
    expect(await all(ctx, { segment: "odd" })).toHaveLength(3);
    expect((await all(ctx, { segment: "none", limit: "200" })).length).toBe(5998);
  });

  it("refuses what it does not understand, and never by a fault of its own", async () => {
    const refused = (query: Record<string, string>) => expect(list(marketer.ctx, query)).rejects;
    await refused({ segment: "nope" }).toMatchObject({ code: "not_found" });
    const cursors = [
      "x",
      "e30",
      Buffer.from('{"sort":"-score","phase":0,"at":1e99,"id":1}').toString("base64url"),
      Buffer.from('{"sort":"-score","phase":0,"at":"2026-01-01T00:00:00.000Z","id":1}').toString("base64url"),
      Buffer.from('{"sort":"-score","phase":0,"at":5,"id":1e300}').toString("base64url"),
      Buffer.from('{"sort":"score","phase":0,"at":5,"id":1}').toString("base64url"),
    ];
    for (const cursor of cursors) await refused({ cursor }).toMatchObject({ code: "invalid" });
    for (const query of [
      { stage: "x" },
      { limit: "0" },
      { limit: "201" },
      { owner: "1 or 1=1" },
      { sort: "name" },
    ])
      expect(() => parseInput(listLeadsQuery, query)).toThrow();
  });

  it("shows nothing of another workspace", async () => {
    const other = await createMember(await createWorkspace(), "admin");
    expect((await list(other.ctx)).items).toEqual([]);
    expect((await list(other.ctx, { q: "ana", owner: String(sales.memberId) })).items).toEqual([]);
    await expect(list(other.ctx, { segment: "cars" })).rejects.toMatchObject({ code: "not_found" });
    expect(await listLeadFilters(other.ctx)).toMatchObject({ segments: [], groups: [] });
  });

  it("offers segments, groups and members as filters", async () => {
    const filters = await listLeadFilters(marketer.ctx);
    expect(filters.segments.map(({ key, sheet }) => [key, sheet])).toEqual([
      ["cars", "cars"],
      ["firms", "firms"],
      ["spain", null],
    ]);
    expect(filters.groups.map(({ key, tone }) => [key, tone])).toEqual([
      ["hot", "hot"],
      ["warm", "warm"],
      ["cold", "cold"],
      ["low", "cold"],
    ]);
    expect(filters.owners.map(({ id }) => id).sort()).toEqual([marketer.memberId, sales.memberId].sort());
  });
});

it("records a stage only for roles that may write", async () => {
  const manager = await createMember(ws, "manager");
  await expect(recordStage(manager.ctx, { id: String(ids.ana), stage: "sql" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
