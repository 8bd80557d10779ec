import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { allowOutbound } from "../outbound/testing.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { hasDocuments } from "./hubspot/documents.ts";
import { TestHubspot } from "./hubspot/testing.ts";
import { readChanges } from "./read-changes.ts";
import { connectHubspot, scored, stagesOf } from "./testing.ts";

useTestDatabase();
let hubspot: TestHubspot;
let admin: TestMember;
let ws = 0;

beforeAll(() => {
  if (!hasDocuments)
    console.log(
      "HubSpot's OpenAPI documents are not in HOTSHEET_REAL_DATA: requests are not held against them.",
    );
  allowOutbound("127.0.0.0/8");
});
beforeEach(async () => {
  hubspot = new TestHubspot();
  await hubspot.start();
  ws = await createWorkspace();
  admin = await createMember(ws, "admin");
  await createActiveSheet(ws);
});
afterEach(async () => {
  await hubspot.stop();
  expect(hubspot.violations).toEqual([]);
});
afterAll(() => allowOutbound(""));

const people = (count: number) => Array.from({ length: count }, (_, n) => ({ email: `p${n}@example.test` }));

test("two who read at once record each stage and each page once", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  const all = people(120);
  await scored(ws, all);
  for (const { email } of all) {
    const contact = hubspot.put(hubspot.contacts, { email });
    hubspot.put(hubspot.deals, { dealstage: "qualified", amount: "1", hs_is_closed: "false" }, [contact.id]);
  }
  const both = await Promise.all([readChanges(ws, id), readChanges(ws, id)]);
  expect(both[0].stages + both[1].stages).toBe(120);
  expect(await stagesOf(ws)).toHaveLength(120);
});

test("a deal is read back as an opportunity with its value, then as a customer; again, and nothing is new", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  const contact = hubspot.put(hubspot.contacts, { email: "a@example.test" });
  const [leadId = 0] = await scored(ws, [{ email: "a@example.test" }]);
  const made = new Date(Date.now() - 86_400_000);
  const deal = hubspot.put(
    hubspot.deals,
    { dealstage: "qualified", amount: "1200.5", hs_is_closed: "false", hs_is_closed_won: "false" },
    [contact.id],
    made,
  );
  expect(await readChanges(ws, id)).toEqual({ contacts: 0, deals: 1, stages: 1 });
  expect(await stagesOf(ws)).toEqual([{ leadId, stage: "opportunity", value: 1200.5, at: made }]);
  expect(await readChanges(ws, id)).toMatchObject({ stages: 0 });
  hubspot.change(deal, { amount: "1500" }, new Date(made.getTime() + 60_000));
  await readChanges(ws, id);
  expect(await stagesOf(ws)).toEqual([{ leadId, stage: "opportunity", value: 1500, at: made }]);
  const closed = new Date(Date.now() - 1_000);
  const won = { dealstage: "closedwon", hs_is_closed: "true", hs_is_closed_won: "true" };
  hubspot.change(deal, { ...won, closedate: closed.toISOString() }, new Date());
  expect(await readChanges(ws, id)).toMatchObject({ stages: 1 });
  expect((await stagesOf(ws))[1]).toEqual({ leadId, stage: "customer", value: 1500, at: closed });
});

test("250 deals are read in pages, and a reader that fails midway goes on after its last page", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  const all = people(250);
  await scored(ws, all);
  const begin = Date.now() - 1_000_000;
  all.forEach(({ email }, n) => {
    const contact = hubspot.put(hubspot.contacts, { email });
    const open = {
      dealstage: "qualified",
      amount: String(n),
      hs_is_closed: "false",
      hs_is_closed_won: "false",
    };
    hubspot.put(hubspot.deals, open, [contact.id], new Date(begin + Math.floor(n / 3) * 1_000));
  });
  let searches = 0;
  hubspot.before = async ({ path }) => {
    if (path.endsWith("deals/search") && ++searches === 2)
      hubspot.faults.push({ path: "deals/search", status: 500 });
  };
  await readChanges(ws, id);
  expect(await stagesOf(ws)).toHaveLength(100);
  await readChanges(ws, id, { now: new Date(Date.now() + 60_000) });
  const stages = await stagesOf(ws);
  expect(stages).toHaveLength(250);
  expect(stages.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe((249 * 250) / 2);
}, 60_000);

test("a lost deal says nothing while its lead has another that is open", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  const contact = hubspot.put(hubspot.contacts, { email: "a@example.test" });
  await scored(ws, [{ email: "a@example.test" }]);
  const at = (s: number) => new Date(Date.now() - 100_000 + s * 1_000);
  const open = { dealstage: "qualified", hs_is_closed: "false", hs_is_closed_won: "false" };
  const lost = { dealstage: "closedlost", hs_is_closed: "true", hs_is_closed_won: "false" };
  const first = hubspot.put(hubspot.deals, open, [contact.id], at(1));
  hubspot.put(hubspot.deals, open, [contact.id], at(2));
  await readChanges(ws, id);
  hubspot.change(first, { ...lost, closedate: at(3).toISOString() }, at(3));
  await readChanges(ws, id);
  expect((await stagesOf(ws)).map(({ stage }) => stage)).toEqual(["opportunity", "opportunity"]);
});
