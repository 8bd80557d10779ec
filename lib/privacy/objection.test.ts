import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember } from "#db/testing/factories.ts";
import { getLead } from "../leads/get-lead.ts";
import { getLeadScore } from "../leads/get-lead-score.ts";
import { getScoreHistory } from "../leads/get-score-history.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { createSite, identify, type Site, visit } from "../leads/joins-testing.ts";
import { listJoins } from "../leads/list-joins.ts";
import { listLeads } from "../leads/list-leads.ts";
import { listTimeline } from "../leads/list-timeline.ts";
import { listLeadsQuery } from "../leads/schemas.ts";
import { undoJoin } from "../leads/undo-join.ts";
import { listQueue } from "../queue/list-queue.ts";
import { rescoreRange } from "../scores/rescore.ts";
import { listConsents } from "./list-consents.ts";
import { recordConsent } from "./record-consent.ts";

useTestDatabase();

let site: Site;
beforeAll(async () => {
  site = await createSite();
});

async function hotLead() {
  const userId = randomUUID();
  await site.send(identify({ userId }, { title: "CEO" }), visit({ userId }));
  const lead = await getLead(site.admin, { id: `user:${userId}` });
  return { userId, id: String(lead.id), lead };
}
const queued = async (id: string) =>
  (await listQueue(site.admin, { state: "open", sort: "-at", limit: 200 })).handovers.filter(
    (h) => h.lead.id === Number(id),
  );
const rowsOf = (id: string) =>
  inWorkspace(site.workspaceId, async (tx) => {
    const counts: number[] = [];
    for (const table of ["scores", "score_history", "group_changes"]) {
      const found = await tx.$client.query(`select from ${table} where workspace_id = $1 and lead_id = $2`, [
        site.workspaceId,
        Number(id),
      ]);
      counts.push(found.rowCount ?? 0);
    }
    return counts;
  });

test("an objection takes the score away at once, everywhere, and later events bring none back", async () => {
  const { userId, id, lead } = await hotLead();
  expect(lead.scores[0]?.total).toBe(30);
  expect(await queued(id)).toHaveLength(1);
  const { ctx } = await createMember(site.workspaceId, "sales");
  const told = await recordConsent(ctx, { id, purpose: "profiling", state: "denied", note: "by phone" });
  expect(told.objected_at).not.toBeNull();
  expect(await queued(id)).toEqual([]);
  expect(await rowsOf(id)).toEqual([0, 0, 0]);
  await site.send(visit({ userId }));
  await rescoreRange(site.workspaceId, { from: Number(id), to: Number(id) }, "activation");
  expect(await rowsOf(id)).toEqual([0, 0, 0]);
  const after = await getLead(site.admin, { id });
  expect(after).toMatchObject({ scores: [], objected_at: told.objected_at });
  const { items } = await listLeads(site.admin, listLeadsQuery.parse({ limit: 200 }));
  expect(items.find((item) => item.id === Number(id))).toMatchObject({ objected: true, score: null });
  await expect(getLeadScore(site.admin, { id })).rejects.toMatchObject({ code: "conflict" });
  await expect(getScoreHistory(site.admin, { id })).rejects.toMatchObject({ code: "conflict" });
  const timeline = await listTimeline(site.admin, { id, limit: 50 });
  expect(timeline.items.flatMap((item) => (item.kind === "event" ? item.points : []))).toEqual([]);
});

test("an objection that is lifted brings the score back, and both are kept with who and when", async () => {
  const { id } = await hotLead();
  const { ctx, memberId } = await createMember(site.workspaceId, "marketer");
  await recordConsent(ctx, { id, purpose: "profiling", state: "denied" });
  await recordConsent(ctx, { id, purpose: "profiling", state: "granted", note: "signed form" });
  expect((await getLead(site.admin, { id })).scores[0]?.total).toBe(30);
  const { history, now } = await listConsents(site.admin, { id });
  expect(history.map(({ state, by, origin, note }) => [state, by?.id, origin, note])).toEqual([
    ["granted", memberId, "member", "signed form"],
    ["denied", memberId, "member", null],
  ]);
  expect(now).toHaveLength(1);
});

test("consent arrives with messages, once for each change, and an objection among them counts", async () => {
  const userId = randomUUID();
  const optedIn = { consent: { marketingEmail: true, profiling: true, odd: "yes" }, title: "CEO" };
  await site.send(identify({ userId }, optedIn, 30));
  await site.send(identify({ userId }, optedIn, 20));
  const context = { consent: { categoryPreferences: { Profiling: false } } };
  await site.send({ ...visit({ userId }, 10), context });
  const { now, history, objected_at } = await listConsents(site.admin, { id: `user:${userId}` });
  expect(now.map(({ purpose, state, source }) => [purpose, state, source?.name])).toEqual([
    ["profiling", "denied", "Website"],
    ["marketing_email", "granted", "Website"],
  ]);
  expect(history).toHaveLength(3);
  expect(objected_at).not.toBeNull();
  expect((await getLead(site.admin, { id: `user:${userId}` })).scores).toEqual([]);
});

test("who is joined with a lead that objects is not scored, and is again when they are parted", async () => {
  const [one, two] = [await hotLead(), await hotLead()];
  await recordConsent(site.admin, { id: two.id, purpose: "profiling", state: "denied" });
  await joinLeads(site.admin, { id: one.id, with: two.id });
  expect((await getLead(site.admin, { id: one.id })).scores).toEqual([]);
  const [join] = (await listJoins(site.admin, { id: one.id })).items;
  await undoJoin(site.admin, { id: one.id, join: String(join?.id) });
  expect((await getLead(site.admin, { id: one.id })).scores[0]?.total).toBe(30);
  expect((await getLead(site.admin, { id: two.id })).scores).toEqual([]);
});

test("a manager may read consents and record none", async () => {
  const { id } = await hotLead();
  const { ctx } = await createMember(site.workspaceId, "manager");
  expect((await listConsents(ctx, { id })).history).toEqual([]);
  await expect(recordConsent(ctx, { id, purpose: "profiling", state: "denied" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
