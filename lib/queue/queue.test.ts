import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { putSegment } from "../segments/put-segment.ts";
import { activeSheet, createLeads, rescoreNow } from "../sheets/testing.ts";
import { acceptHandover } from "./accept-handover.ts";
import { decodeCursor } from "./cursor.ts";
import { listQueue } from "./list-queue.ts";
import { rejectHandover } from "./reject-handover.ts";
import { reopenHandover } from "./reopen-handover.ts";
import { type ListQueueInput, listQueueSchema } from "./schemas.ts";

useTestDatabase();

const list = (ctx: Context, input: Partial<ListQueueInput> = {}) =>
  listQueue(ctx, listQueueSchema.parse(input));

/** A workspace with so many hot leads, each handed over. */
async function setUp(leads = 1) {
  const workspaceId = await createWorkspace();
  const admin = await createMember(workspaceId, "admin");
  const sales = await createMember(workspaceId, "sales");
  await putSegment(admin.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await activeSheet(workspaceId, "cars", "all");
  const hot = { visits: [1, 2, 3], attributes: { title: "CEO", name: "Ana Gil", phone: "+34 600" } };
  const ids = await createLeads(workspaceId, [...Array.from({ length: leads }, () => hot), { visits: [1] }]);
  await rescoreNow(workspaceId, ids);
  const { handovers } = await list(sales.ctx);
  return { workspaceId, admin, sales, ids, handovers, first: handovers[0]?.id ?? 0 };
}

const leadOf = (workspaceId: number, id: number | undefined) =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ stage: string; owner: number | null }>(
      "select stage, owner_id::int as owner from leads where workspace_id = $1 and id = $2",
      [workspaceId, id],
    );
    return found.rows[0];
  });

describe("listQueue", () => {
  it("shows each open hand-over with lead, group, score, reasons, last act and waiting time", async () => {
    const { handovers, ids } = await setUp();
    expect(handovers).toHaveLength(1);
    expect(handovers[0]).toMatchObject({
      lead: { id: ids[0], name: "Ana Gil", phone: "+34 600", stage: "mql" },
      sheet: "cars",
      version: 1,
      group: "hot",
      group_name: "Hot",
      tone: "hot",
      score_then: 50,
      score_now: 50,
      delta_7d: null,
      reasons: [
        { rule: "pricing", name: "Visited pricing", points: 30 },
        { rule: "title", name: "Job title", points: 20 },
      ],
      last_act: { name: "page_viewed" },
      owner: null,
      state: "open",
    });
    expect(handovers[0]?.waiting_seconds).toBeLessThan(60);
  });

  it("says by how much the score moved in seven days", async () => {
    const { workspaceId, sales, ids } = await setUp();
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        `insert into score_history (workspace_id, lead_id, sheet_id, at, version_id, total)
         select workspace_id, lead_id, sheet_id, now() - make_interval(days => d.days), version_id, d.total
         from scores, (values (20, 5), (8, 12), (3, 40)) d (days, total) where workspace_id = $1 and lead_id = $2`,
        [workspaceId, ids[0]],
      ),
    );
    expect((await list(sales.ctx)).handovers[0]?.delta_7d).toBe(38);
  });

  it("pages through newest first without gaps or repeats, also where instants are equal", async () => {
    const { sales, handovers } = await setUp(7);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(sales.ctx, { limit: 3, cursor });
      seen.push(...page.handovers.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(handovers.map(({ id }) => id));
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect(seen).toHaveLength(7);
  });

  it("filters by owner and by state", async () => {
    const { workspaceId, sales, handovers } = await setUp(3);
    const [a, b] = handovers;
    const other = await createMember(workspaceId, "sales");
    await acceptHandover(other.ctx, { id: a?.id ?? 0 });
    await rejectHandover(sales.ctx, { id: b?.id ?? 0, reason: "no_budget" });
    const ids = async (input: Partial<ListQueueInput>, ctx = sales.ctx) =>
      (await list(ctx, input)).handovers.map(({ id }) => id);
    const c = handovers[2]?.id;
    expect(await ids({})).toEqual([c]);
    expect(await ids({ owner: "none" })).toEqual([c]);
    expect(await ids({ owner: "me" })).toEqual([]);
    expect(await ids({ owner: "me,none" })).toEqual([c]);
    expect(await ids({ state: "decided" })).toEqual([a?.id, b?.id]);
    expect(await ids({ state: "accepted", owner: "me" }, other.ctx)).toEqual([a?.id]);
    expect(await ids({ state: "accepted", owner: String(other.memberId) })).toEqual([a?.id]);
    expect(await ids({ state: "rejected" })).toEqual([b?.id]);
  });

  it("refuses a cursor that is not ours as malformed", () => {
    expect(() => decodeCursor("nonsense", "-at")).toThrow(expect.objectContaining({ status: 400 }));
    expect(listQueueSchema.safeParse({ owner: "1 or 1=1" }).success).toBe(false);
  });
});

describe("deciding", () => {
  it("accepts: the caller owns lead and hand-over, the lead's stage is sal", async () => {
    const { workspaceId, sales, first, ids } = await setUp();
    expect(await acceptHandover(sales.ctx, { id: first })).toMatchObject({
      state: "accepted",
      owner: { id: sales.memberId },
      decided_by: { id: sales.memberId },
    });
    expect(await leadOf(workspaceId, ids[0])).toEqual({ stage: "sal", owner: sales.memberId });
    expect((await list(sales.ctx)).handovers).toEqual([]);
  });

  it("rejects with a reason of the list: the lead is recycled", async () => {
    const { workspaceId, sales, first, ids } = await setUp();
    const rejected = await rejectHandover(sales.ctx, { id: first, reason: "other", note: "Moved abroad" });
    expect(rejected).toMatchObject({ state: "rejected", reason: "other: Moved abroad" });
    expect(await leadOf(workspaceId, ids[0])).toEqual({ stage: "recycled", owner: null });
  });

  it("refuses to reject with a reason that is not in the list, naming those that are", async () => {
    const { sales, first } = await setUp();
    await expect(rejectHandover(sales.ctx, { id: first, reason: "mood" })).rejects.toMatchObject({
      status: 422,
      issues: [{ path: "reason", code: "unknown_reason" }],
    });
    expect((await list(sales.ctx)).handovers).toHaveLength(1);
  });

  it("lets one of two deciders win and tells the other who did", async () => {
    const { workspaceId, sales, first } = await setUp();
    const other = await createMember(workspaceId, "sales");
    const done = await Promise.allSettled([
      acceptHandover(sales.ctx, { id: first }),
      rejectHandover(other.ctx, { id: first, reason: "no_need" }),
    ]);
    const won = done[0].status === "fulfilled" ? sales : other;
    const lost = done.find((result) => result.status === "rejected");
    expect(lost).toMatchObject({
      reason: { status: 409, issues: [{ code: "already_decided", params: { member: won.email } }] },
    });
  });

  it("leaves a lead that is further on in the stage where it is", async () => {
    const { workspaceId, sales, first, ids } = await setUp();
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query("update leads set stage = 'customer' where workspace_id = $1 and id = $2", [
        workspaceId,
        ids[0],
      ]),
    );
    await acceptHandover(sales.ctx, { id: first });
    expect(await leadOf(workspaceId, ids[0])).toMatchObject({ stage: "customer" });
  });
});

describe("reopening", () => {
  it("gives back what accepting took: stage, owners and place in the queue", async () => {
    const { workspaceId, sales, first, ids } = await setUp();
    await acceptHandover(sales.ctx, { id: first });
    expect(await reopenHandover(sales.ctx, { id: first })).toMatchObject({ state: "open", owner: null });
    expect(await leadOf(workspaceId, ids[0])).toEqual({ stage: "mql", owner: null });
    expect((await list(sales.ctx)).handovers).toMatchObject([{ id: first, state: "open", reason: null }]);
    await rejectHandover(sales.ctx, { id: first, reason: "no_need" });
    await reopenHandover(sales.ctx, { id: first });
    expect(await leadOf(workspaceId, ids[0])).toEqual({ stage: "mql", owner: null });
  });

  it("is for who decided and for administrators", async () => {
    const { workspaceId, sales, admin, first } = await setUp();
    const other = await createMember(workspaceId, "sales");
    await expect(reopenHandover(sales.ctx, { id: first })).rejects.toMatchObject({ status: 409 });
    await acceptHandover(sales.ctx, { id: first });
    await expect(reopenHandover(other.ctx, { id: first })).rejects.toMatchObject({ status: 403 });
    await expect(reopenHandover(admin.ctx, { id: first })).resolves.toMatchObject({ state: "open" });
  });

  it("leaves a trail of each decision in the audit log", async () => {
    const { workspaceId, sales, first } = await setUp();
    await acceptHandover(sales.ctx, { id: first });
    await reopenHandover(sales.ctx, { id: first });
    await rejectHandover(sales.ctx, { id: first, reason: "duplicate" });
    const found = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query<{ action: string; member: number }>(
        "select action, member_id::int as member from audit_log where action like 'queue.%' order by id",
      ),
    );
    expect(found.rows).toEqual(
      ["queue.accept", "queue.reopen", "queue.reject"].map((action) => ({ action, member: sales.memberId })),
    );
  });
});

describe("who may", () => {
  const decisions = (member: TestMember, id: number) => [
    () => acceptHandover(member.ctx, { id }),
    () => rejectHandover(member.ctx, { id, reason: "no_need" }),
    () => reopenHandover(member.ctx, { id }),
  ];

  it.each(["marketer", "manager"] as const)("lets a %s read and not decide", async (role) => {
    const { workspaceId, first } = await setUp();
    const member = await createMember(workspaceId, role);
    expect((await list(member.ctx)).handovers).toHaveLength(1);
    for (const decide of decisions(member, first))
      await expect(decide()).rejects.toMatchObject({ status: 403 });
  });

  it("finds nothing of another workspace", async () => {
    const { first } = await setUp();
    const { sales } = await setUp(0);
    expect((await list(sales.ctx)).handovers).toEqual([]);
    for (const decide of decisions(sales, first))
      await expect(decide()).rejects.toMatchObject({ status: 404 });
  });
});
