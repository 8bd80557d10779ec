import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { getLeadScore } from "../leads/get-lead-score.ts";
import { getScoreHistory } from "../leads/get-score-history.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { listJoins } from "../leads/list-joins.ts";
import { listTimeline } from "../leads/list-timeline.ts";
import { timelineQuery } from "../leads/timeline-schemas.ts";
import { undoJoin } from "../leads/undo-join.ts";
import { recordConsent } from "../privacy/record-consent.ts";
import { equationOf } from "../scores/explain-equation.ts";
import { rescoreRange } from "../scores/rescore.ts";
import { rescoreDue } from "../scores/rescore-due.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createLeads, rescoreNow } from "../sheets/testing.ts";
import { addAdjustment } from "./add-adjustment.ts";
import { endAdjustment } from "./end-adjustment.ts";
import { listAdjustments } from "./list-adjustments.ts";

useTestDatabase();

/** A workspace with a lead that has 10 points of 20 for hot, on a sheet whose one dimension is `all`. */
async function setUp() {
  const workspaceId = await createWorkspace();
  const sales = await createMember(workspaceId, "sales");
  await createActiveSheet(workspaceId);
  const [lead = 0, other = 0] = await createLeads(workspaceId, [{ visits: [1] }, { visits: [2] }]);
  await rescoreNow(workspaceId, [lead, other]);
  const sql = async <T extends object>(text: string, ...values: unknown[]): Promise<T[]> => {
    const found = await inWorkspace(workspaceId, (tx) => tx.$client.query<T>(text, [workspaceId, ...values]));
    return found.rows;
  };
  const stored = async (id = lead) =>
    (
      await sql<{ total: number; group: string; next: Date | null }>(
        `select total, group_key as "group", next_change_at as next from scores where workspace_id = $1 and lead_id = $2`,
        id,
      )
    )[0];
  const give = (points: number, more: { expires_at?: string } = {}) =>
    addAdjustment(sales.ctx, {
      id: String(lead),
      points,
      dimension: "all",
      reason: "Met at the fair",
      ...more,
    });
  const score = (asOf?: string) => getLeadScore(sales.ctx, { id: String(lead), as_of: asOf });
  return { workspaceId, sales, lead, other, sql, stored, give, score };
}

const soon = () => new Date(Date.now() + 3_600_000).toISOString();

describe("points given by hand", () => {
  it("count at once: score, group, hand-over, and the equation sums with who gave them and why", async () => {
    const { give, lead, sales, score, sql, stored } = await setUp();
    const given = await give(12.5);
    expect(given).toMatchObject({ points: 12.5, reason: "Met at the fair", by: sales.email, counts: true });
    expect(await stored()).toMatchObject({ total: 23, group: "hot" });
    const answer = await score();
    expect(answer.total).toBe(23);
    expect(answer.contributions).toContainEqual(
      expect.objectContaining({ rule: `adjustment:${given.id}`, points: 12.5, times: 1, last_at: given.at }),
    );
    const terms = equationOf(answer.explain);
    expect(terms.reduce((sum, term) => sum + term.hundredths, 0)).toBe(2300);
    expect(terms.find((term) => term.kind === "adjustment")).toMatchObject({
      hundredths: 1250,
      step: { reason: "Met at the fair", by: sales.email, dimension_name: "All" },
    });
    const handed = await sql<{ reasons: { rule: string }[] }>(
      "select reasons from handovers where workspace_id = $1 and lead_id = $2",
      lead,
    );
    expect(handed).toMatchObject([{ reasons: [{ rule: "pricing" }] }]);
    expect(
      await sql(
        "select cause from group_changes where workspace_id = $1 and lead_id = $2 and to_group = 'hot'",
        lead,
      ),
    ).toEqual([{ cause: "adjustment" }]);
  });

  it("are an entry of the timeline, and not there before they were given", async () => {
    const { give, lead, sales, score } = await setUp();
    const before = new Date().toISOString();
    const given = await give(5);
    const { items } = await listTimeline(sales.ctx, { id: String(lead), ...timelineQuery.parse({}) });
    expect(items.filter(({ kind }) => kind === "adjustment")).toMatchObject([
      { id: String(given.id), points: 5, reason: "Met at the fair", by: sales.email, ended_at: null },
    ]);
    expect((await score(before)).total).toBe(10);
    expect((await score(given.at)).total).toBe(15);
  });

  it("expire: the instant is the score's next change, and the job brings it about", async () => {
    const { give, score, sql, stored } = await setUp();
    const expires = soon();
    await give(5, { expires_at: expires });
    expect(await stored()).toMatchObject({ total: 15, next: new Date(expires) });
    const instant = Date.parse(expires);
    expect((await score(new Date(instant - 1).toISOString())).total).toBe(15);
    expect((await score(expires)).total).toBe(10);
    // An hour passes for all that is stored.
    await sql(
      "update lead_adjustments set at = at - interval '2 hours', expires_at = expires_at - interval '2 hours' where workspace_id = $1",
    );
    await sql(
      "update scores set next_change_at = next_change_at - interval '2 hours' where workspace_id = $1",
    );
    await rescoreDue();
    expect(await stored()).toMatchObject({ total: 10, group: "cold", next: null });
  });

  it("are taken back once; earlier instants keep them", async () => {
    const { give, lead, sales, score, stored } = await setUp();
    const { id, at } = await give(5);
    const ended = await endAdjustment(sales.ctx, { id: String(lead), adjustment: id });
    expect(ended).toMatchObject({ counts: false, ended_by: sales.email });
    expect(await stored()).toMatchObject({ total: 10 });
    expect((await score(at)).total).toBe(ended.ended_at === at ? 10 : 15);
    await expect(endAdjustment(sales.ctx, { id: String(lead), adjustment: id })).rejects.toMatchObject({
      status: 409,
    });
    expect((await listAdjustments(sales.ctx, { id: String(lead) })).adjustments).toHaveLength(1);
  });

  it("are seen by bulk rescores and by the score over time as by single ones", async () => {
    const { give, lead, sales, sql, stored, workspaceId } = await setUp();
    await give(5);
    await sql("update scores set total = 0 where workspace_id = $1");
    await rescoreRange(workspaceId, { from: 1, to: lead + 10 }, "segment");
    expect(await stored()).toMatchObject({ total: 15 });
    const { points } = await getScoreHistory(sales.ctx, { id: String(lead) });
    expect(points.at(-1)).toMatchObject({ total: 15 });
  });

  it("move with a join and come back when it is undone", async () => {
    const { give, lead, other, stored, workspaceId } = await setUp();
    const admin = await createMember(workspaceId, "admin");
    await give(5);
    await joinLeads(admin.ctx, { id: String(other), with: String(lead) });
    const shown = (await stored(other)) ? other : lead;
    expect((await stored(shown))?.total).toBe(25);
    const joins = await listJoins(admin.ctx, { id: String(shown) });
    await undoJoin(admin.ctx, { id: String(shown), join: String(joins.items[0]?.id) });
    expect((await stored(lead))?.total).toBe(15);
    expect((await stored(other))?.total).toBe(10);
  });

  it("are refused without a reason in a known dimension, with an expiry that is over, and for who objects", async () => {
    const { lead, sales } = await setUp();
    const one = { id: String(lead), points: 5, dimension: "all", reason: "Why" };
    await expect(addAdjustment(sales.ctx, { ...one, dimension: "nope" })).rejects.toMatchObject({
      issues: [{ path: "dimension", code: "unknown_dimension" }],
    });
    await expect(
      addAdjustment(sales.ctx, { ...one, expires_at: "2020-01-01T00:00:00Z" }),
    ).rejects.toMatchObject({ issues: [{ path: "expires_at" }] });
    await recordConsent(sales.ctx, { id: String(lead), purpose: "profiling", state: "denied" });
    await expect(addAdjustment(sales.ctx, one)).rejects.toMatchObject({ status: 409 });
  });

  it("are for those who may write leads, each in its own workspace", async () => {
    const { lead, workspaceId } = await setUp();
    const manager = await createMember(workspaceId, "manager");
    const stranger = await createMember(await createWorkspace(), "admin");
    const one = { id: String(lead), points: 5, dimension: "all", reason: "Why" };
    await expect(addAdjustment(manager.ctx, one)).rejects.toMatchObject({ status: 403 });
    await expect(addAdjustment(stranger.ctx, one)).rejects.toMatchObject({ status: 404 });
    await expect(listAdjustments(stranger.ctx, { id: String(lead) })).rejects.toMatchObject({ status: 404 });
  });
});
