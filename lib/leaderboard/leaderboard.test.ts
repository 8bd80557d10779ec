import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createLeads, rescoreNow } from "../sheets/testing.ts";
import { getLeaderboard } from "./get-leaderboard.ts";
import { leaderboardQuery } from "./schemas.ts";

useTestDatabase();

const board = async (ctx: Parameters<typeof getLeaderboard>[0], query: object = {}) =>
  (await getLeaderboard(ctx, leaderboardQuery.parse(query))).entries;

async function setUp() {
  const workspaceId = await createWorkspace();
  const member = await createMember(workspaceId, "manager");
  const sheet = await createActiveSheet(workspaceId);
  const ids = await createLeads(workspaceId, [
    { visits: [1] },
    { visits: [1, 2], attributes: { title: "CEO", name: "Ana Gil" } },
    { visits: [1] },
    { attributes: { title: "CEO" } },
  ]);
  await rescoreNow(workspaceId, ids);
  return { workspaceId, member, sheet, ids };
}

describe("the leaderboard", () => {
  it("lists the highest scores, equal ones under one rank", async () => {
    const { member, ids } = await setUp();
    const entries = await board(member.ctx);
    expect(entries.map(({ rank, lead, total }) => [rank, lead.id, total])).toEqual([
      [1, ids[1], 40],
      [2, ids[3], 20],
      [3, ids[2], 10],
      [3, ids[0], 10],
    ]);
    expect(entries[0]).toMatchObject({
      lead: { name: "Ana Gil" },
      group_name: "Hot",
      tone: "hot",
      delta_7d: null,
    });
    expect(await board(member.ctx, { limit: 2 })).toHaveLength(2);
  });

  it("says what changed within a day and within seven", async () => {
    const { workspaceId, member, ids } = await setUp();
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        `insert into score_history (workspace_id, lead_id, sheet_id, at, version_id, total)
         select workspace_id, lead_id, sheet_id, now() - make_interval(hours => d.hours), version_id, d.total
         from scores, (values (200, 5), (30, 25), (20, 60)) d (hours, total) where workspace_id = $1 and lead_id = $2`,
        [workspaceId, ids[1]],
      ),
    );
    expect((await board(member.ctx))[0]).toMatchObject({ total: 40, delta_24h: 15, delta_7d: 35 });
  });

  it("shows a segment's own scores, and nobody of a segment without an active sheet", async () => {
    const { workspaceId, member } = await setUp();
    const when = { field: "title", op: "eq" as const, value: "CEO" };
    const ceos = await createActiveSheet(workspaceId, { when, position: 5 });
    const [chief = 0] = await createLeads(workspaceId, [{ attributes: { title: "CEO" } }]);
    await rescoreNow(workspaceId, [chief]);
    expect((await board(member.ctx, { segment: ceos.key })).map(({ lead }) => lead.id)).toEqual([chief]);
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        "insert into segments (workspace_id, key, name, condition, position) values ($1, 'none', 'None', $2, 9)",
        [workspaceId, { all: [] }],
      ),
    );
    expect(await board(member.ctx, { segment: "none" })).toEqual([]);
    await expect(board(member.ctx, { segment: "nowhere" })).rejects.toMatchObject({ status: 404 });
  });

  it("shows nothing of another workspace", async () => {
    await setUp();
    const stranger = await createMember(await createWorkspace(), "admin");
    expect(await board(stranger.ctx)).toEqual([]);
  });

  it("is read off the index, however many leads there are", async () => {
    const { workspaceId } = await setUp();
    const plan = await inWorkspace(workspaceId, async (tx) => {
      await tx.$client.query("set local enable_seqscan = off");
      const found = await tx.$client.query<{ "QUERY PLAN": string }>(
        `explain select * from scores where workspace_id = ${workspaceId} and is_primary
         order by total desc, lead_id desc limit 25`,
      );
      return found.rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    expect(plan).toContain("scores_primary");
    expect(plan).not.toContain("Sort");
  });
});
