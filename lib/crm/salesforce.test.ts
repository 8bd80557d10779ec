import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { allowOutbound } from "../outbound/testing.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createConnection } from "./create-connection.ts";
import { dryRun } from "./dry-run.ts";
import { listFields } from "./list-fields.ts";
import { readChanges } from "./read-changes.ts";
import { TestSalesforce } from "./salesforce/testing.ts";
import { sendDue } from "./send.ts";
import type { CrmSettings } from "./states.ts";
import { scored, stagesOf, waitingOf } from "./testing.ts";

useTestDatabase();
let salesforce: TestSalesforce;
let admin: TestMember;
let ws = 0;

beforeAll(() => allowOutbound("127.0.0.0/8"));
beforeEach(async () => {
  salesforce = new TestSalesforce();
  await salesforce.start();
  ws = await createWorkspace();
  admin = await createMember(ws, "admin");
  await createActiveSheet(ws);
});
afterEach(() => salesforce.stop());
afterAll(() => allowOutbound(""));

async function connect(settings: Partial<CrmSettings> = {}): Promise<{ id: number; key: string }> {
  const { key } = await createConnection(admin.ctx, {
    name: "Salesforce",
    kind: "salesforce",
    base_url: salesforce.url,
    credentials: { client_id: salesforce.id, client_secret: salesforce.secret },
  });
  const found = await inWorkspace(ws, (tx) =>
    tx.$client.query<{ id: number }>(
      `update crm_connections set settings = settings || $3::jsonb where workspace_id = $1 and key = $2 returning id::int as id`,
      [ws, key, JSON.stringify(settings)],
    ),
  );
  return { id: found.rows[0]?.id ?? 0, key };
}
const later = (ms: number) => ({ clock: () => new Date(Date.now() + ms) });
const people = (count: number) => Array.from({ length: count }, (_, n) => ({ email: `p${n}@example.test` }));
const composites = () => salesforce.calls.filter(({ method }) => method === "PATCH");

test("credentials that Salesforce does not take are refused, and nothing is stored", async () => {
  const credentials = { client_id: salesforce.id, client_secret: "wrong" };
  await expect(
    createConnection(admin.ctx, { name: "S", kind: "salesforce", base_url: salesforce.url, credentials }),
  ).rejects.toMatchObject({ issues: [{ path: "credentials", code: "credentials" }] });
});

test("fields are made through the Tooling API, and 450 scores are written in composites of 200", async () => {
  const { id } = await connect({ createContacts: true });
  const all = people(450);
  for (const { email } of all.slice(0, 100)) salesforce.contact({ Email: email });
  await scored(ws, all);
  expect(await sendDue(ws, id)).toEqual({ leads: 450, written: 450 });
  expect(salesforce.contacts).toHaveLength(450);
  expect(
    salesforce.contacts.every((row) => row.Hotsheet_Score__c === 0 && row.Hotsheet_Group__c === "Cold"),
  ).toBe(true);
  expect(salesforce.fields.get("Hotsheet_Lead__c")).toMatchObject({ externalId: true, unique: true });
  expect(composites().length).toBeGreaterThanOrEqual(3);
  expect(composites().length).toBeLessThanOrEqual(6);
  expect(await waitingOf(ws)).toEqual([]);
});

test("an address with a quote finds its own contact only, and one that is refused is set apart", async () => {
  const { id } = await connect({ createContacts: true });
  const quoted = salesforce.contact({ Email: "o'neil@example.test" });
  const other = salesforce.contact({ Email: "x@example.test" });
  const [, wrong] = await scored(ws, [{ email: "o'neil@example.test" }, { email: "refused@example.test" }]);
  await sendDue(ws, id);
  expect(quoted.Hotsheet_Score__c).toBe(0);
  expect(other.Hotsheet_Score__c).toBeUndefined();
  expect(await waitingOf(ws)).toMatchObject([{ leadId: wrong, state: "failed" }]);
});

test("a limit, a 503, an ended session and a contact that is gone are survived", async () => {
  const { id } = await connect({ createContacts: true });
  await scored(ws, people(3));
  await sendDue(ws, id);
  salesforce.contacts.splice(0, 1);
  await inWorkspace(ws, (tx) =>
    tx.$client.query(`update crm_links set sent = sent || '{"sheet": ""}' where workspace_id = $1`, [ws]),
  );
  await scored(ws, people(3));
  const limit = { errorCode: "REQUEST_LIMIT_EXCEEDED", message: "TotalRequests Limit exceeded." };
  salesforce.faults.push(
    { path: "/composite/sobjects", answer: { status: 403, body: [limit] } },
    { path: "/composite/sobjects", answer: { status: 503, body: [] } },
  );
  for (let minutes = 0; minutes <= 30; minutes++) await sendDue(ws, id, later(minutes * 60_000));
  expect(salesforce.faults).toEqual([]);
  expect(await waitingOf(ws)).toEqual([]);
  expect(salesforce.contacts).toHaveLength(3);
});

test("opportunities are read back past pages of 200, with their value and their contacts", async () => {
  const { id } = await connect({ mapping: [{ field: "Title", attribute: "title", policy: "crm" }] });
  const all = people(450);
  await scored(ws, all);
  const at = new Date(Date.now() - 1_000_000);
  all.forEach(({ email }, n) => {
    const contact = salesforce.contact({ Email: email, Title: n === 0 ? "CEO" : null }, at);
    // All of one instant: pages are told apart by ids.
    const open = { StageName: "Prospecting", IsClosed: false, IsWon: false, Amount: n };
    salesforce.opportunity(open, [contact.Id], at);
  });
  expect(await readChanges(ws, id)).toEqual({ contacts: 1, deals: 450, stages: 450 });
  const stages = await stagesOf(ws);
  expect(stages.every(({ stage }) => stage === "opportunity")).toBe(true);
  expect(stages.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe((449 * 450) / 2);
  const [first] = salesforce.opportunities;
  const closed = {
    StageName: "Closed Won",
    IsClosed: true,
    IsWon: true,
    CloseDate: new Date().toISOString(),
  };
  Object.assign(first ?? {}, closed, { SystemModstamp: new Date().toISOString() });
  expect(await readChanges(ws, id)).toMatchObject({ stages: 1 });
});

test("fields and stages are described, and a dry run reads only, before the score's fields are there", async () => {
  const { key } = await connect({ createContacts: true });
  salesforce.contact({ Email: "a@example.test" });
  await scored(ws, [{ email: "a@example.test", attributes: { title: "CEO" } }, { email: "b@example.test" }]);
  expect(await listFields(admin.ctx, { key })).toMatchObject({ deal_stages: [{ id: "Prospecting" }] });
  const plan = await dryRun(admin.ctx, { key });
  expect(plan.leads).toMatchObject([{ outcome: "update" }, { outcome: "create" }]);
  expect(salesforce.calls.every(({ method }) => method === "GET")).toBe(true);
});
