import { expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { getLeadScore } from "../leads/get-lead-score.ts";
import { putSegment } from "../segments/put-segment.ts";
import { testLead } from "./test-lead.ts";
import { activeSheet, createLeads, sheetContent } from "./testing.ts";

useTestDatabase();

const key = "cars";

async function setUp() {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "marketer");
  await putSegment(ctx, { key: "all", name: "Everyone", when: { all: [] } });
  const [lead = 0] = await createLeads(workspaceId, [
    { visits: [1, 2, 3, 4, 5], attributes: { title: "CEO", name: "Ana Gil" } },
  ]);
  await activeSheet(workspaceId, key, "all");
  return { workspaceId, ctx, lead };
}

it("shows each rule's events and points before the limit, after it and after fading, beside the active version", async () => {
  const { ctx, lead } = await setUp();
  const [pricing, title] = sheetContent().rules;
  if (!pricing || !title || pricing.kind !== "behaviour") throw new Error("no such rule");
  const limit = { times: 2, per: "lifetime" as const };
  const quiet = { ...pricing, key: "offers", name: "Offers", event: "offer_opened" };
  const content = sheetContent({ rules: [{ ...pricing, limit, half_life_days: 1 }, title, quiet] });
  const tested = await testLead(ctx, { key, lead: String(lead), content });
  expect(tested).toMatchObject({ lead_id: lead, name: "Ana Gil" });
  const faded = 10 * 0.5 + 10 * 0.25;
  expect(tested.rules).toMatchObject([
    { rule: "pricing", events: 5, raw: 50, limited: 20, faded, active: 30 },
    { rule: "title", events: null, raw: 20, limited: 20, faded: 20, active: 20 },
    { rule: "offers", events: 0, raw: 0, limited: 0, faded: 0, active: null },
  ]);
  expect(tested.draft).toMatchObject({ total: Math.round(faded) + 20, group: "warm" });
  expect(tested.active).toMatchObject({ total: 50, group: "hot", version: 1 });
});

it("says of the active version what the lead's own page says", async () => {
  const { ctx, lead } = await setUp();
  const as_of = new Date().toISOString();
  const tested = await testLead(ctx, { key, lead: String(lead), as_of });
  expect(tested.active).toEqual(await getLeadScore(ctx, { id: String(lead), sheet: key, as_of }));
  expect(tested.draft).toEqual(tested.active);
});

it("knows neither leads nor sheets of other workspaces", async () => {
  const { ctx, lead } = await setUp();
  const other = await setUp();
  await expect(testLead(ctx, { key, lead: String(other.lead) })).rejects.toMatchObject({ status: 404 });
  await expect(testLead(ctx, { key: "none", lead: String(lead) })).rejects.toMatchObject({ status: 404 });
});
