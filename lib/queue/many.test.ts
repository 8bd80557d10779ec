import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { acceptHandover } from "./accept-handover.ts";
import { bulkHandovers } from "./bulk-handovers.ts";
import { claimHandover } from "./claim-handover.ts";
import { exportQueue } from "./export-queue.ts";
import { listDeeds } from "./list-deeds.ts";
import { listQueue } from "./list-queue.ts";
import { reassignHandover } from "./reassign-handover.ts";
import { exportQueueSchema, type ListQueueInput, listQueueSchema } from "./schemas.ts";
import { list, setUp } from "./testing.ts";
import { undoDeed } from "./undo-deed.ts";

useTestDatabase();

describe("many at once", () => {
  it("does what it can, names what failed, and is taken back as one", async () => {
    const { mia, tom, handovers } = await setUp(4);
    const ids = handovers.map(({ id }) => id);
    await claimHandover(tom.ctx, { id: ids[0] ?? 0 });
    const done = await bulkHandovers(mia.ctx, { action: "claim", ids: [...ids, 999_999] });
    expect(done.done).toEqual(ids.slice(1));
    expect(done.failed).toMatchObject([
      { id: ids[0], name: handovers[0]?.lead.name, code: "claimed_by_other", member: tom.email },
      { id: 999_999, name: null, code: "not_found" },
    ]);
    const rejected = await bulkHandovers(mia.ctx, { action: "reject", ids, reason: "no_budget" });
    expect(rejected.done).toEqual(ids.slice(1));
    expect((await listDeeds(mia.ctx, { limit: 1 })).items).toMatchObject([
      { kind: "reject", count: 3, left: 3 },
    ]);
    expect(await undoDeed(mia.ctx, { id: rejected.deed ?? "" })).toMatchObject({ undone: 3, failed: [] });
    expect(await list(mia.ctx)).toHaveLength(4);
  });

  it("keeps what has moved on and takes the others back", async () => {
    const { mia, manager, tom, handovers } = await setUp(2);
    const ids = handovers.map(({ id }) => id);
    const { deed } = await bulkHandovers(mia.ctx, { action: "claim", ids });
    await reassignHandover(manager.ctx, { id: ids[0] ?? 0, member_id: tom.memberId });
    expect(await undoDeed(mia.ctx, { id: deed ?? "" })).toMatchObject({
      undone: 1,
      failed: [{ name: handovers[0]?.lead.name }],
    });
    expect(await list(mia.ctx, { owner: "none" })).toMatchObject([{ id: ids[1] }]);
  });

  it("refuses a reason that is in no list before it rejects anybody, and a manager who would decide", async () => {
    const { mia, manager, handovers } = await setUp(2);
    const ids = handovers.map(({ id }) => id);
    await expect(bulkHandovers(mia.ctx, { action: "reject", ids, reason: "dull" })).rejects.toMatchObject({
      status: 422,
    });
    await expect(bulkHandovers(manager.ctx, { action: "accept", ids })).rejects.toMatchObject({
      status: 403,
    });
    expect(await list(mia.ctx)).toHaveLength(2);
  });
});

describe("the list", () => {
  it("is filtered by sheet, segment, group and words, and found by ids in any state", async () => {
    const { mia, handovers, first } = await setUp(2);
    const ids = async (input: Partial<ListQueueInput>) => (await list(mia.ctx, input)).map(({ id }) => id);
    const all = handovers.map(({ id }) => id);
    expect(await ids({ sheet: "cars" })).toEqual(all);
    expect(await ids({ sheet: "boats" })).toEqual([]);
    expect(await ids({ segment: "all", group: "hot" })).toEqual(all);
    expect(await ids({ group: "warm" })).toEqual([]);
    expect(await ids({ q: "visited PRICING" })).toEqual(all);
    expect(await ids({ q: String(handovers[0]?.lead.name) })).toEqual([first]);
    expect(await ids({ q: "100%_'" })).toEqual([]);
    await acceptHandover(mia.ctx, { id: first });
    expect(await ids({ ids: all.join(","), state: "any" })).toEqual(all);
  });

  it("pages through every order without gaps or repeats, those without a value last", async () => {
    const { workspaceId, mia, handovers } = await setUp(5);
    await inWorkspace(workspaceId, async (tx) => {
      await tx.$client.query("update scores set total = 50 + lead_id % 2 where workspace_id = $1", [
        workspaceId,
      ]);
      await tx.$client.query("delete from scores where workspace_id = $1 and lead_id = $2", [
        workspaceId,
        handovers[0]?.lead.id,
      ]);
    });
    for (const sort of ["-at", "at", "-score", "-delta"] as const) {
      const seen: number[] = [];
      const scores: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await listQueue(mia.ctx, listQueueSchema.parse({ sort, limit: 2, cursor }));
        seen.push(...page.handovers.map(({ id }) => id));
        scores.push(...page.handovers.map(({ score_now }) => score_now ?? -1));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(seen.toSorted((a, b) => b - a)).toEqual(handovers.map(({ id }) => id));
      if (sort === "at") expect(seen).toEqual(handovers.map(({ id }) => id).reverse());
      if (sort === "-score") expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }
  });

  it("leaves as CSV that no spreadsheet runs", async () => {
    const { workspaceId, mia, lead } = await setUp();
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query("update leads set display_name = $3 where workspace_id = $1 and id = $2", [
        workspaceId,
        lead,
        '=HYPERLINK("http://evil.example")',
      ]),
    );
    const text = await (await exportQueue(mia.ctx, exportQueueSchema.parse({}))).text();
    expect(text.split("\r\n")).toHaveLength(3);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  });
});
