import { expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { handovers, trialReviews } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { recordStages } from "../leads/record-stages.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createLeads } from "../sheets/testing.ts";
import { wilson } from "../statistics/wilson.ts";
import { getNeeds } from "./get-needs.ts";
import { getNumbers } from "./get-numbers.ts";

useTestDatabase();

const NOW = new Date("2026-06-15T10:00:00Z");
const before = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

async function setUp(leads: number) {
  const workspaceId = await createWorkspace();
  const sheet = await createActiveSheet(workspaceId);
  const ids = await createLeads(
    workspaceId,
    Array.from({ length: leads }, (_, n) => ({ attributes: { name: `Lead ${n}` } })),
  );
  const rep = await createMember(workspaceId, "sales");
  const colleague = await createMember(workspaceId, "sales");
  return { workspaceId, sheet, ids, rep, colleague };
}
type Site = Awaited<ReturnType<typeof setUp>>;
type Values = Partial<typeof handovers.$inferInsert>;

const handOver = ({ workspaceId, sheet, ids }: Site, rows: readonly Values[]) =>
  inWorkspace(workspaceId, (tx) =>
    tx.insert(handovers).values(
      rows.map((row, n) => ({
        ...{ workspaceId, leadId: ids[n] ?? 0, sheetId: sheet.sheetId, versionId: sheet.versionId },
        ...{ at: before(48), ...row },
      })),
    ),
  );

it("names who was not answered in time, the reader's own first and then the longest overdue", async () => {
  const site = await setUp(7);
  const { rep, colleague } = site;
  await handOver(site, [
    { slaDueAt: before(2) },
    { slaDueAt: before(1), ownerId: rep.memberId },
    { slaDueAt: before(9), ownerId: colleague.memberId },
    { slaDueAt: before(-1), ownerId: rep.memberId },
    { slaDueAt: before(5), firstResponseAt: before(1), ownerId: rep.memberId },
    { slaDueAt: before(5), state: "rejected" },
    { slaDueAt: null },
  ]);
  const { late } = await getNeeds(rep.ctx, NOW);
  expect(late).toMatchObject({ n: 3, mine: 1 });
  expect(late.worst.map(({ lead, owner }) => [lead, owner])).toEqual([
    ["Lead 1", rep.email],
    ["Lead 2", colleague.email],
    ["Lead 0", null],
  ]);
  const stranger = await createMember(await createWorkspace(), "admin");
  expect((await getNeeds(stranger.ctx, NOW)).late).toEqual({ n: 0, mine: 0, worst: [] });
});

it("asks a side for its review once the trial is over, until it has given it", async () => {
  const { workspaceId, sheet, rep } = await setUp(0);
  const marketer = await createMember(workspaceId, "marketer");
  const manager = await createMember(workspaceId, "manager");
  const found = await inWorkspace(workspaceId, (tx) =>
    tx.$client.query<{ at: Date }>("select activated_at as at from sheet_versions where workspace_id = $1", [
      workspaceId,
    ]),
  );
  const over = (found.rows[0]?.at.getTime() ?? 0) + 90 * 86_400_000;
  const asked = async ({ ctx }: typeof rep, at = over) =>
    (await getNeeds(ctx, new Date(at))).reviews.map((one) => one.sheet);
  expect(await asked(rep, over - 1)).toEqual([]);
  expect(await asked(rep)).toEqual([sheet.key]);
  const { memberId } = rep;
  const review = { workspaceId, versionId: sheet.versionId, memberId, decision: "confirm" } as const;
  await inWorkspace(workspaceId, (tx) => tx.insert(trialReviews).values({ ...review, side: "sales" }));
  expect([await asked(rep), await asked(marketer), await asked(manager)]).toEqual([
    [],
    [sheet.key],
    [sheet.key],
  ]);
  await inWorkspace(workspaceId, (tx) => tx.insert(trialReviews).values({ ...review, side: "marketing" }));
  expect(await asked(manager)).toEqual([]);
});

it("counts decisions, answers in time and outcomes of thirty days, and the reader's own", async () => {
  const site = await setUp(6);
  const { workspaceId, ids, rep, colleague } = site;
  const mine = { ownerId: rep.memberId };
  await handOver(site, [
    { ...mine, state: "accepted", slaDueAt: before(40), firstResponseAt: before(41) },
    { ...mine, state: "rejected", reason: "no_budget", slaDueAt: before(40), firstResponseAt: before(39) },
    {
      ownerId: colleague.memberId,
      state: "rejected",
      reason: "no_budget",
      slaDueAt: before(40),
      firstResponseAt: before(44),
    },
    { state: "rejected", reason: "bad_timing", firstResponseAt: before(44) },
    { state: "open" },
    { state: "accepted", at: before(31 * 24), slaDueAt: before(31 * 24), firstResponseAt: before(31 * 24) },
  ]);
  const told = (n: number, stage: "opportunity" | "customer", hours: number) => ({
    ...{ leadId: ids[n] ?? 0, stage, at: before(hours) },
  });
  await inWorkspace(workspaceId, async (tx) => {
    const by = { origin: "queue", memberId: rep.memberId } as const;
    await recordStages(tx, workspaceId, [told(0, "opportunity", 9), told(0, "opportunity", 8)], by);
    await recordStages(tx, workspaceId, [told(0, "customer", 1), told(1, "customer", 31 * 24)], by);
    await recordStages(tx, workspaceId, [told(2, "opportunity", 3)], { origin: "crm" });
  });
  const share = (n: number, met: number) => ({ n, met, rate: wilson(met, n) });
  expect(await getNumbers(rep.ctx, NOW)).toEqual({
    days: 30,
    accepted: share(4, 1),
    rejected: [
      { reason: "no_budget", n: 2 },
      { reason: "bad_timing", n: 1 },
    ],
    answered: share(3, 2),
    answeredByMe: share(2, 1),
    ...{ opportunities: 2, customers: 1, myOpportunities: 1, myCustomers: 1 },
  });
  const stranger = await createMember(await createWorkspace(), "admin");
  expect(await getNumbers(stranger.ctx, NOW)).toMatchObject({ accepted: share(0, 0), opportunities: 0 });
});
