import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { recordStage } from "../leads/record-stage.ts";
import { putSegment } from "../segments/put-segment.ts";
import { activeSheet, createLeads, rescoreNow } from "../sheets/testing.ts";
import { acceptHandover } from "./accept-handover.ts";
import { bulkHandovers } from "./bulk-handovers.ts";
import { claimHandover } from "./claim-handover.ts";
import { exportQueue } from "./export-queue.ts";
import { listDeeds } from "./list-deeds.ts";
import { listQueue } from "./list-queue.ts";
import { outcomeBody } from "./outcomes.ts";
import { reassignHandover } from "./reassign-handover.ts";
import { recordOutcome } from "./record-outcome.ts";
import { rejectHandover } from "./reject-handover.ts";
import { releaseHandover } from "./release-handover.ts";
import { exportQueueSchema, type ListQueueInput, listQueueSchema, rejectSchema } from "./schemas.ts";
import { undoDeed } from "./undo-deed.ts";

useTestDatabase();

const list = async (ctx: Context, input: Partial<ListQueueInput> = {}) =>
  (await listQueue(ctx, listQueueSchema.parse(input))).handovers;

/** A workspace with so many hot leads, each handed over and nobody's; `handovers` newest first. */
async function setUp(leads = 1) {
  const workspaceId = await createWorkspace();
  const admin = await createMember(workspaceId, "admin");
  const mia = await createMember(workspaceId, "sales");
  const tom = await createMember(workspaceId, "sales");
  const manager = await createMember(workspaceId, "manager");
  await putSegment(admin.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await activeSheet(workspaceId, "cars", "all");
  const people = Array.from({ length: leads }, (_, n) => ({
    visits: [1, 2, 3],
    attributes: { title: "CEO", name: `Lead ${n}` },
  }));
  const ids = await createLeads(workspaceId, people);
  await rescoreNow(workspaceId, ids);
  const handovers = await list(mia.ctx);
  const first = handovers[0]?.id ?? 0;
  return { workspaceId, admin, mia, tom, manager, ids, handovers, first, lead: handovers[0]?.lead.id ?? 0 };
}

const stageOf = (workspaceId: number, id: number) =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ stage: string; owner: number | null }>(
      "select stage, owner_id::int as owner from leads where workspace_id = $1 and id = $2",
      [workspaceId, id],
    );
    return found.rows[0];
  });
const outcome = (ctx: Context, lead: number, body: Record<string, unknown>) =>
  recordOutcome(ctx, { id: String(lead), ...outcomeBody.parse(body) });
const undo = (member: TestMember, deed: string | null) => undoDeed(member.ctx, { id: deed ?? "" });

describe("claiming", () => {
  it("lets one of many who claim at once win, and tells all others who it was", async () => {
    const { workspaceId, first } = await setUp();
    const reps = await Promise.all(Array.from({ length: 6 }, () => createMember(workspaceId, "sales")));
    const done = await Promise.allSettled(reps.map(({ ctx }) => claimHandover(ctx, { id: first })));
    const winners = reps.filter((_, n) => done[n]?.status === "fulfilled");
    expect(winners).toHaveLength(1);
    const lost = done.filter((result) => result.status === "rejected");
    for (const { reason } of lost)
      expect(reason).toMatchObject({
        status: 409,
        message: expect.stringContaining(winners[0]?.email ?? "?"),
        issues: [
          { code: "claimed_by_other", params: { member: winners[0]?.email, id: winners[0]?.memberId } },
        ],
      });
  });

  it("is the rep's own until it is given back; claiming it again changes nothing", async () => {
    const { mia, tom, first } = await setUp();
    expect(await claimHandover(mia.ctx, { id: first })).toMatchObject({
      state: "open",
      owner: { id: mia.memberId },
    });
    expect(await claimHandover(mia.ctx, { id: first })).toMatchObject({ deed: null });
    expect(await list(mia.ctx, { owner: "me" })).toMatchObject([
      { id: first, claimed_at: expect.any(String) },
    ]);
    expect(await list(tom.ctx, { owner: "me,none" })).toEqual([]);
    await releaseHandover(mia.ctx, { id: first });
    expect(await list(tom.ctx, { owner: "none" })).toMatchObject([{ id: first, claimed_at: null }]);
  });

  it("keeps other reps from deciding it or giving it away; administrators and managers may", async () => {
    const { admin, mia, tom, manager, first } = await setUp();
    await claimHandover(mia.ctx, { id: first });
    for (const act of [
      () => acceptHandover(tom.ctx, { id: first }),
      () => rejectHandover(tom.ctx, { id: first, reason: "no_need" }),
      () => releaseHandover(tom.ctx, { id: first }),
      () => reassignHandover(tom.ctx, { id: first, member_id: tom.memberId }),
    ])
      await expect(act()).rejects.toMatchObject({ status: 409, issues: [{ code: "claimed_by_other" }] });
    await reassignHandover(manager.ctx, { id: first, member_id: tom.memberId });
    expect(await list(tom.ctx, { owner: "me" })).toMatchObject([{ id: first }]);
    await expect(
      reassignHandover(manager.ctx, { id: first, member_id: manager.memberId }),
    ).rejects.toMatchObject({ status: 422, issues: [{ code: "not_in_sales" }] });
    await expect(acceptHandover(admin.ctx, { id: first })).resolves.toMatchObject({
      owner: { id: tom.memberId },
    });
  });

  it("tells a member who was given a lead", async () => {
    const { workspaceId, manager, tom, first } = await setUp();
    await reassignHandover(manager.ctx, { id: first, member_id: tom.memberId });
    const told = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        "select kind, member_id::int as member, payload from notifications where workspace_id = $1 and kind = 'reassigned'",
        [workspaceId],
      ),
    );
    expect(told.rows).toEqual([
      { kind: "reassigned", member: tom.memberId, payload: { by: manager.email, lead: "Lead 0" } },
    ]);
  });
});

describe("rejecting", () => {
  it("is refused without a reason", () => {
    for (const body of [{}, { reason: "" }, { reason: "  " }])
      expect(rejectSchema.safeParse(body).success).toBe(false);
  });

  it("recycles the lead, or disqualifies it where it is not to be nurtured", async () => {
    const { workspaceId, mia, handovers } = await setUp(2);
    const [a, b] = handovers;
    await rejectHandover(mia.ctx, { id: a?.id ?? 0, reason: "bad_timing" });
    await rejectHandover(mia.ctx, { id: b?.id ?? 0, reason: "duplicate", recycle: false });
    expect(await stageOf(workspaceId, a?.lead.id ?? 0)).toMatchObject({ stage: "recycled" });
    expect(await stageOf(workspaceId, b?.lead.id ?? 0)).toMatchObject({ stage: "disqualified" });
  });
});

describe("outcomes", () => {
  it("are stages with a value and its currency, and accept what waits for the rep or for anybody", async () => {
    const { workspaceId, mia, lead, first } = await setUp();
    const done = await outcome(mia.ctx, lead, { outcome: "opportunity", value: 1200.5, currency: "MXN" });
    expect(done).toMatchObject({ stage: "opportunity", current_stage: "opportunity", accepted: [first] });
    expect(await stageOf(workspaceId, lead)).toEqual({ stage: "opportunity", owner: mia.memberId });
    const rows = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query("select stage, value, currency from stage_history where stage <> 'mql'"),
    );
    expect(rows.rows).toEqual([{ stage: "opportunity", value: 1200.5, currency: "MXN" }]);
  });

  it("leave alone what another rep has claimed", async () => {
    const { mia, tom, lead, first } = await setUp();
    await claimHandover(tom.ctx, { id: first });
    expect(await outcome(mia.ctx, lead, { outcome: "meeting" })).toMatchObject({ accepted: [] });
    expect(await list(tom.ctx, { owner: "me" })).toHaveLength(1);
  });

  it("refuse a loss without a reason, a currency that is none, and the future", async () => {
    const { mia, lead } = await setUp();
    for (const body of [
      { outcome: "lost" },
      { outcome: "lost", reason: " " },
      { outcome: "won", value: 1, currency: "euro" },
      { outcome: "won", value: -1 },
      { outcome: "sold" },
    ])
      expect(outcomeBody.safeParse(body).success).toBe(false);
    const at = new Date(Date.now() + 3_600_000).toISOString();
    await expect(outcome(mia.ctx, lead, { outcome: "won", at })).rejects.toMatchObject({ code: "invalid" });
  });

  it("are taken back with the acceptance they brought", async () => {
    const { workspaceId, mia, lead, first } = await setUp();
    const { deed } = await outcome(mia.ctx, lead, { outcome: "lost", reason: "Bought elsewhere" });
    expect(await stageOf(workspaceId, lead)).toMatchObject({ stage: "disqualified" });
    await undo(mia, deed);
    expect(await stageOf(workspaceId, lead)).toEqual({ stage: "mql", owner: null });
    expect(await list(mia.ctx)).toMatchObject([{ id: first, state: "open", owner: null }]);
  });
});

describe("taking back", () => {
  it("gives back a claim, a release, a reassignment, an acceptance and a rejection, each once", async () => {
    const { workspaceId, mia, tom, manager, first, lead } = await setUp();
    const owner = async () => (await list(mia.ctx))[0]?.owner?.id ?? null;
    const claim = await claimHandover(mia.ctx, { id: first });
    await undo(mia, claim.deed);
    expect(await owner()).toBeNull();
    await expect(undo(mia, claim.deed)).rejects.toMatchObject({ status: 409 });
    await claimHandover(mia.ctx, { id: first });
    const released = await releaseHandover(mia.ctx, { id: first });
    await undo(mia, released.deed);
    expect(await owner()).toBe(mia.memberId);
    const given = await reassignHandover(manager.ctx, { id: first, member_id: tom.memberId });
    expect(await owner()).toBe(tom.memberId);
    await undo(manager, given.deed);
    expect(await owner()).toBe(mia.memberId);
    for (const decide of [
      () => acceptHandover(mia.ctx, { id: first }),
      () => rejectHandover(mia.ctx, { id: first, reason: "no_need" }),
    ]) {
      await undo(mia, (await decide()).deed);
      expect(await list(mia.ctx)).toMatchObject([
        { id: first, state: "open", reason: null, owner: { id: mia.memberId } },
      ]);
      expect(await stageOf(workspaceId, lead)).toEqual({ stage: "mql", owner: null });
    }
  });

  it("is refused where somebody else, or something newer, came since, and says so by name", async () => {
    const { mia, tom, manager, first, lead } = await setUp();
    const claim = await claimHandover(mia.ctx, { id: first });
    await reassignHandover(manager.ctx, { id: first, member_id: tom.memberId });
    await expect(undo(mia, claim.deed)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining("Lead 0"),
      issues: [{ code: "moved_on" }],
    });
    const accepted = await acceptHandover(tom.ctx, { id: first });
    await recordStage(mia.ctx, { id: String(lead), stage: "opportunity" });
    await expect(undo(tom, accepted.deed)).rejects.toMatchObject({ status: 409 });
    const won = await outcome(tom.ctx, lead, { outcome: "won" });
    await recordStage(mia.ctx, {
      id: String(lead),
      stage: "recycled",
      at: new Date(Date.now() + 5_000).toISOString(),
    });
    await expect(undo(tom, won.deed)).rejects.toMatchObject({ status: 409 });
  });

  it("is for whoever did it alone, and lists what that was", async () => {
    const { admin, mia, tom, first } = await setUp();
    const { deed } = await claimHandover(mia.ctx, { id: first });
    for (const other of [admin, tom]) await expect(undo(other, deed)).rejects.toMatchObject({ status: 404 });
    await undo(mia, deed);
    await acceptHandover(mia.ctx, { id: first });
    const { items } = await listDeeds(mia.ctx, { limit: 30 });
    expect(items).toMatchObject([
      { kind: "accept", count: 1, left: 1, lead: { name: "Lead 0" } },
      { id: deed, kind: "claim", left: 0 },
    ]);
    const page = await listDeeds(mia.ctx, { limit: 1 });
    expect((await listDeeds(mia.ctx, { limit: 1, cursor: page.next_cursor ?? "" })).items).toMatchObject([
      { id: deed },
    ]);
  });
});

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
    expect(await undo(mia, rejected.deed)).toMatchObject({ undone: 3, failed: [] });
    expect(await list(mia.ctx)).toHaveLength(4);
  });

  it("keeps what has moved on and takes the others back", async () => {
    const { mia, manager, tom, handovers } = await setUp(2);
    const ids = handovers.map(({ id }) => id);
    const { deed } = await bulkHandovers(mia.ctx, { action: "claim", ids });
    await reassignHandover(manager.ctx, { id: ids[0] ?? 0, member_id: tom.memberId });
    expect(await undo(mia, deed)).toMatchObject({ undone: 1, failed: [{ name: handovers[0]?.lead.name }] });
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
