import { fork } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { allowOutbound } from "../outbound/testing.ts";
import { recordConsent } from "../privacy/record-consent.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { LEASE_MS } from "./claim.ts";
import { hasDocuments } from "./hubspot/documents.ts";
import { TestHubspot } from "./hubspot/testing.ts";
import { retryConnection } from "./retry.ts";
import { sendDue } from "./send.ts";
import { connectHubspot, scored, waitingOf } from "./testing.ts";

const database = useTestDatabase();
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

const later = (ms: number) => ({ clock: () => new Date(Date.now() + ms) });
const writes = () => hubspot.requests.filter(({ path }) => /batch\/(update|upsert)$/.test(path));
const people = (count: number) => Array.from({ length: count }, (_, n) => ({ email: `p${n}@example.test` }));

test.skipIf(!hasDocuments)(
  "a request that the documents do not know is told (needs the documents)",
  async () => {
    await fetch(`${hubspot.url}/crm/v3/objects/contacts/batch/update`, { method: "POST", body: "{}" });
    expect(hubspot.violations).not.toEqual([]);
    hubspot.violations.length = 0;
  },
);

test("properties are made once, in a group of their own, and the score is written to the contact", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  const contact = hubspot.put(hubspot.contacts, { email: "ceo@example.test" });
  await scored(ws, [{ email: "ceo@example.test", attributes: { title: "CEO" } }]);
  expect(await sendDue(ws, id)).toEqual({ leads: 1, written: 1 });
  expect([...hubspot.properties.keys()].filter((name) => name.startsWith("hotsheet_"))).toHaveLength(6);
  expect(hubspot.groups).toEqual([{ name: "hotsheet", label: "Hotsheet" }]);
  expect(contact.properties).toMatchObject({
    hotsheet_score: "20",
    hotsheet_group: "Hot",
    hotsheet_version: "1",
    hotsheet_reasons: "Job title (+20)",
  });
  await scored(ws, [{ email: "ceo@example.test", attributes: { title: "Intern" } }]);
  await sendDue(ws, id);
  expect(contact.properties).toMatchObject({
    hotsheet_score: "0",
    hotsheet_group: "Cold",
    hotsheet_reasons: "",
  });
  expect(
    hubspot.requests.filter(({ path }) => path.endsWith("properties/contacts/batch/create")),
  ).toHaveLength(1);
  expect(await waitingOf(ws)).toEqual([]);
});

test("1,000 scores are written in batches of 100, and none a second time", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot, { createContacts: true });
  const all = people(1_000);
  for (const { email } of all.slice(0, 400)) hubspot.put(hubspot.contacts, { email });
  await scored(ws, all);
  expect(await sendDue(ws, id)).toEqual({ leads: 1_000, written: 1_000 });
  expect(hubspot.contacts.size).toBe(1_000);
  expect([...hubspot.contacts.values()].every(({ properties }) => properties.hotsheet_score === "0")).toBe(
    true,
  );
  expect(writes().length).toBeGreaterThanOrEqual(10);
  expect(writes().length).toBeLessThanOrEqual(20);
  const before = writes().length;
  await scored(ws, all);
  await sendDue(ws, id);
  expect(writes().length).toBe(before);
});

test("a lead that is no contact is left out unless contacts are to be made", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  await scored(ws, people(3));
  expect(await sendDue(ws, id)).toEqual({ leads: 3, written: 0 });
  expect(hubspot.contacts.size).toBe(0);
  expect(await waitingOf(ws)).toEqual([]);
});

test("429 and 5xx are survived: what was asked for is waited, and all is written in the end", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot, { createContacts: true });
  await scored(ws, people(250));
  hubspot.faults.push({ path: "batch/upsert", status: 429, headers: { "retry-after": "30" } });
  await sendDue(ws, id);
  expect(await waitingOf(ws)).toHaveLength(250);
  const before = hubspot.requests.length;
  await sendDue(ws, id, later(29_000));
  expect(hubspot.requests.length).toBe(before);
  hubspot.faults.push({ path: "batch/upsert", status: 502 }, { path: "batch/read", status: 503 });
  for (let minutes = 1; minutes <= 30; minutes++) await sendDue(ws, id, later(minutes * 60_000));
  expect(await waitingOf(ws)).toEqual([]);
  expect(hubspot.contacts.size).toBe(250);
  expect(hubspot.faults).toEqual([]);
});

test("a contact that is refused is set apart with the reason; the others of its batch are written", async () => {
  const { id, key } = await connectHubspot(admin.ctx, hubspot, { createContacts: true });
  const [, wrong] = await scored(ws, [
    ...people(1),
    { email: "refused@example.test" },
    { email: "x@example.test" },
  ]);
  expect(await sendDue(ws, id)).toEqual({ leads: 3, written: 2 });
  expect(await waitingOf(ws)).toEqual([
    { leadId: wrong, state: "failed", text: "400 Property values were not valid" },
  ]);
  expect(await retryConnection(admin.ctx, { key })).toEqual({ retried: 1 });
});

test("properties that somebody deleted are made again, and nothing counts as refused", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  const contact = hubspot.put(hubspot.contacts, { email: "a@example.test" });
  await scored(ws, [{ email: "a@example.test", attributes: { title: "CEO" } }]);
  await sendDue(ws, id);
  hubspot.properties.delete("hotsheet_label");
  await scored(ws, [{ email: "a@example.test", attributes: { title: "Intern" } }]);
  await sendDue(ws, id);
  expect(await waitingOf(ws)).toMatchObject([{ state: "waiting" }]);
  await sendDue(ws, id, later(60_000));
  expect(contact.properties.hotsheet_score).toBe("0");
  expect(hubspot.properties.has("hotsheet_label")).toBe(true);
  expect(await waitingOf(ws)).toEqual([]);
});

test("credentials that are refused stop the connection, and nothing is lost", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot, { createContacts: true });
  await scored(ws, people(2));
  hubspot.faults.push({ path: "batch/read", status: 401 });
  await sendDue(ws, id);
  const before = hubspot.requests.length;
  await sendDue(ws, id, later(3_600_000));
  expect(hubspot.requests.length).toBe(before);
  expect(await waitingOf(ws)).toHaveLength(2);
});

test("the newest score wins: one that changes while a batch is under way is told after it", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  const contact = hubspot.put(hubspot.contacts, { email: "a@example.test" });
  await scored(ws, [{ email: "a@example.test", attributes: { title: "CEO" } }]);
  let changed = false;
  hubspot.before = async ({ path }) => {
    if (changed || !path.endsWith("batch/update")) return;
    changed = true;
    await scored(ws, [{ email: "a@example.test", attributes: { title: "Intern" } }]);
    // Another worker looks while the first batch is under way: it must not overtake it.
    await sendDue(ws, id);
  };
  await sendDue(ws, id);
  expect(writes().map(({ body }) => JSON.stringify(body).match(/hotsheet_score":"(\d+)/)?.[1])).toEqual([
    "20",
    "0",
  ]);
  expect(contact.properties.hotsheet_score).toBe("0");
  expect(await waitingOf(ws)).toEqual([]);
});

test("changes that were never sent are one: a lead is told its last score once", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  hubspot.put(hubspot.contacts, { email: "a@example.test" });
  for (const title of ["CEO", "Intern", "CEO", "Intern", "CEO"])
    await scored(ws, [{ email: "a@example.test", attributes: { title } }]);
  expect(await waitingOf(ws)).toHaveLength(1);
  await sendDue(ws, id);
  expect(writes()).toHaveLength(1);
});

test("what a killed worker had begun is taken up after its lease, and written", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot, { createContacts: true });
  await scored(ws, people(300));
  const worker = fork("lib/crm/send-worker.test-helper.ts", [String(ws), String(id)], {
    env: { ...process.env, DATABASE_URL: database.url(), OUTBOUND_ALLOW: "127.0.0.0/8" },
    execArgv: [],
  });
  let requests = 0;
  hubspot.before = async ({ path }) => {
    if (!path.endsWith("batch/upsert") || ++requests !== 2) return;
    worker.kill("SIGKILL");
    await once(worker, "exit");
  };
  await once(worker, "exit");
  hubspot.before = async () => undefined;
  expect(worker.signalCode).toBe("SIGKILL");
  expect(await waitingOf(ws)).toHaveLength(200);
  expect(await sendDue(ws, id)).toEqual({ leads: 100, written: 100 });
  expect(await sendDue(ws, id, later(LEASE_MS))).toMatchObject({ leads: 100 });
  expect(hubspot.contacts.size).toBe(300);
  expect(await waitingOf(ws)).toEqual([]);
});

test("a lead whose score is gone has its fields cleared; one that never had a score there is not touched", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  const told = hubspot.put(hubspot.contacts, { email: "a@example.test" });
  const other = hubspot.put(hubspot.contacts, { email: "b@example.test" });
  await scored(ws, [{ email: "a@example.test", attributes: { title: "CEO" } }]);
  await sendDue(ws, id);
  await inWorkspace(ws, (tx) =>
    tx.$client.query("update segments set condition = '{\"any\": []}' where workspace_id = $1", [ws]),
  );
  await scored(ws, [{ email: "a@example.test" }, { email: "b@example.test" }]);
  await sendDue(ws, id);
  expect(told.properties.hotsheet_score).toBe("");
  expect(other.properties.hotsheet_score).toBeUndefined();
});

test("who objects to profiling has the score taken out of the CRM", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot);
  const contact = hubspot.put(hubspot.contacts, { email: "a@example.test" });
  const [leadId = 0] = await scored(ws, [{ email: "a@example.test", attributes: { title: "CEO" } }]);
  await sendDue(ws, id);
  await recordConsent(admin.ctx, { id: String(leadId), purpose: "profiling", state: "denied" });
  await sendDue(ws, id);
  expect(contact.properties).toMatchObject({ hotsheet_score: "", hotsheet_group: "", hotsheet_reasons: "" });
});
