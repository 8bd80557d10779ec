import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, type TestMember } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { recordStage } from "../leads/record-stage.ts";
import { acceptHandover } from "./accept-handover.ts";
import { claimHandover } from "./claim-handover.ts";
import { listDeeds } from "./list-deeds.ts";
import { outcomeBody } from "./outcomes.ts";
import { reassignHandover } from "./reassign-handover.ts";
import { recordOutcome } from "./record-outcome.ts";
import { rejectHandover } from "./reject-handover.ts";
import { releaseHandover } from "./release-handover.ts";
import { rejectSchema } from "./schemas.ts";
import { list, setUp } from "./testing.ts";
import { undoDeed } from "./undo-deed.ts";

useTestDatabase();

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
