import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { activeSheet, createLeads, jobsOf, rescoreNow } from "../sheets/testing.ts";
import { countCondition } from "./count-condition.ts";
import { deleteSegment } from "./delete-segment.ts";
import { listSegments } from "./list-segments.ts";
import { putSegmentOperation } from "./operations.ts";
import { putSegment } from "./put-segment.ts";

useTestDatabase();

const everyone = { all: [] };
const spain = { field: "country", op: "eq", value: "ES" };

async function setUp() {
  const workspaceId = await createWorkspace();
  const admin = await createMember(workspaceId, "admin");
  return { workspaceId, ctx: admin.ctx };
}

const keys = async (ctx: Parameters<typeof listSegments>[0]) =>
  (await listSegments(ctx)).segments.map(({ key, position }) => `${position} ${key}`);

describe("putSegment", () => {
  it("creates segments at the end and keeps positions without gaps when one moves", async () => {
    const { ctx } = await setUp();
    for (const key of ["a", "b", "c"]) await putSegment(ctx, { key, name: key, when: everyone });
    expect(await keys(ctx)).toEqual(["1 a", "2 b", "3 c"]);
    expect(await putSegment(ctx, { key: "c", name: "C", when: everyone, position: 1 })).toMatchObject({
      position: 1,
    });
    expect(await keys(ctx)).toEqual(["1 c", "2 a", "3 b"]);
    await putSegment(ctx, { key: "d", name: "D", when: everyone, position: 2 });
    await putSegment(ctx, { key: "c", name: "C", when: everyone, position: 99 });
    expect(await keys(ctx)).toEqual(["1 d", "2 a", "3 b", "4 c"]);
  });

  it("keeps positions consistent when several are created at once", async () => {
    const { ctx } = await setUp();
    await Promise.all(["a", "b", "c", "d"].map((key) => putSegment(ctx, { key, name: key, when: everyone })));
    const { segments } = await listSegments(ctx);
    expect(segments.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  it("refuses a bad condition with every reason at once, and a bad name along with them", async () => {
    const { ctx } = await setUp();
    const when = {
      all: [
        { field: "a", op: "nope", value: 1 },
        { field: "b", op: "gt", value: "much" },
      ],
    };
    await expect(putSegment(ctx, { key: "bad", name: "Bad", when })).rejects.toMatchObject({
      status: 422,
      issues: [
        { path: "when.all.0.op", code: "unknown_op" },
        { path: "when.all.1.value", code: "not_a_number" },
      ],
    });
    const parsed = putSegmentOperation.body.safeParse({ name: " ", when });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([
      "name",
      "when.all.0.op",
      "when.all.1.value",
    ]);
  });

  it("rescores everybody when condition or order of scored segments changes, and not for a new name", async () => {
    const { ctx, workspaceId } = await setUp();
    await createLeads(workspaceId, [{}]);
    await putSegment(ctx, { key: "all", name: "All", when: everyone });
    await putSegment(ctx, { key: "spain", name: "Spain", when: spain });
    await activeSheet(workspaceId, "one", "all");
    await activeSheet(workspaceId, "two", "spain");
    const before = await jobsOf(workspaceId);
    expect(await putSegment(ctx, { key: "all", name: "Everyone", when: everyone })).toMatchObject({
      rescoring: false,
    });
    expect(await putSegment(ctx, { key: "spain", name: "Spain", when: spain, position: 1 })).toMatchObject({
      rescoring: true,
    });
    expect(await putSegment(ctx, { key: "all", name: "Everyone", when: spain })).toMatchObject({
      rescoring: true,
    });
    expect((await jobsOf(workspaceId)).slice(before.length)).toEqual(["segment", "segment"]);
  });
});

describe("listSegments", () => {
  it("counts the leads of each segment, who is in it first, in several and in none", async () => {
    const { ctx, workspaceId } = await setUp();
    const ids = await createLeads(workspaceId, [
      { attributes: { country: "ES", size: 10 } },
      { attributes: { country: "ES", size: 500 } },
      { attributes: { country: "FR", size: 500 } },
      { attributes: { country: "DE" } },
    ]);
    await putSegment(ctx, { key: "spain", name: "Spain", when: spain });
    await putSegment(ctx, { key: "large", name: "Large", when: { field: "size", op: "gte", value: 100 } });
    await activeSheet(workspaceId, "iberia", "spain");
    await rescoreNow(workspaceId, ids);
    const found = await listSegments(ctx);
    expect(await countCondition(ctx, { when: { field: "country", op: "eq", value: "ES" } })).toEqual({
      leads: 2,
      total: 4,
      sampled: 4,
    });
    expect(found.leads).toEqual({ total: 4, sampled: 4, none: 1, several: 1 });
    expect(found.segments).toMatchObject([
      {
        key: "spain",
        leads: 2,
        first: 2,
        overlaps: [{ key: "large", leads: 1 }],
        exact: true,
        sheets: [{ key: "iberia", state: "active" }],
      },
      { key: "large", leads: 2, first: 1, overlaps: [{ key: "spain", leads: 1 }], exact: true, sheets: [] },
    ]);
  });
});

describe("deleteSegment", () => {
  it("deletes an unused segment and closes the gap", async () => {
    const { ctx } = await setUp();
    for (const key of ["a", "b", "c"]) await putSegment(ctx, { key, name: key, when: everyone });
    await deleteSegment(ctx, { key: "b" });
    expect(await keys(ctx)).toEqual(["1 a", "2 c"]);
  });

  it("refuses to delete one that a sheet uses, naming the sheet", async () => {
    const { ctx, workspaceId } = await setUp();
    await putSegment(ctx, { key: "a", name: "A", when: everyone });
    await activeSheet(workspaceId, "cars", "a");
    await expect(deleteSegment(ctx, { key: "a" })).rejects.toMatchObject({
      status: 409,
      issues: [{ code: "segment_in_use", params: { sheets: "cars" } }],
    });
  });
});

describe("who may", () => {
  it("lets every role read and only administrators and marketers write", async () => {
    const { workspaceId } = await setUp();
    for (const role of ["admin", "marketer", "sales", "manager"] as const) {
      const { ctx } = await createMember(workspaceId, role);
      await expect(listSegments(ctx)).resolves.toBeDefined();
      const writes = putSegment(ctx, { key: role, name: role, when: everyone });
      const mayWrite = role === "admin" || role === "marketer";
      if (mayWrite) await expect(writes).resolves.toMatchObject({ key: role });
      else await expect(writes).rejects.toMatchObject({ status: 403 });
      const deletes = deleteSegment(ctx, { key: role });
      if (mayWrite) await expect(deletes).resolves.toEqual({ key: role });
      else await expect(deletes).rejects.toMatchObject({ status: 403 });
    }
  });

  it("neither shows nor deletes a segment of another workspace", async () => {
    const { ctx } = await setUp();
    const other = await setUp();
    await putSegment(ctx, { key: "mine", name: "Mine", when: everyone });
    expect((await listSegments(other.ctx)).segments).toEqual([]);
    await expect(deleteSegment(other.ctx, { key: "mine" })).rejects.toMatchObject({ status: 404 });
    await putSegment(other.ctx, { key: "mine", name: "Theirs", when: spain });
    expect((await listSegments(ctx)).segments).toMatchObject([{ name: "Mine", when: everyone }]);
  });

  it("writes each change to the audit log", async () => {
    const { ctx, workspaceId } = await setUp();
    await putSegment(ctx, { key: "a", name: "A", when: everyone });
    await putSegment(ctx, { key: "a", name: "B", when: everyone });
    await deleteSegment(ctx, { key: "a" });
    const found = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query<{ action: string }>(
        "select action from audit_log where subject = 'segment:a' order by id",
      ),
    );
    expect(found.rows.map((row) => row.action)).toEqual([
      "segments.create",
      "segments.update",
      "segments.delete",
    ]);
  });
});
