import { fork } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { recordConsent } from "../privacy/record-consent.ts";
import { LEASE_MS } from "./claim.ts";
import { hasDocuments } from "./hubspot/documents.ts";
import { useHubspot } from "./hubspot.test-helper.ts";
import { retryConnection } from "./retry.ts";
import { sendDue } from "./send.ts";
import { connectHubspot, scored, waitingOf } from "./testing.ts";

const database = useTestDatabase();
const here = useHubspot();

const later = (ms: number) => ({ clock: () => new Date(Date.now() + ms) });
const writes = () => here.hubspot.requests.filter(({ path }) => /batch\/(update|upsert)$/.test(path));
const people = (count: number) => Array.from({ length: count }, (_, n) => ({ email: `p${n}@example.test` }));

test.skipIf(!hasDocuments)(
  "a request that the documents do not know is told (needs the documents)",
  async () => {
    await fetch(`${here.hubspot.url}/crm/v3/objects/contacts/batch/update`, { method: "POST", body: "{}" });
    expect(here.hubspot.violations).not.toEqual([]);
    here.hubspot.violations.length = 0;
  },
);

test("properties are made once, in a group of their own, and the score is written to the contact", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  const contact = here.hubspot.put(here.hubspot.contacts, { email: "ceo@example.test" });
  await scored(here.ws, [{ email: "ceo@example.test", attributes: { title: "CEO" } }]);
  expect(await sendDue(here.ws, id)).toEqual({ leads: 1, written: 1 });
  expect([...here.hubspot.properties.keys()].filter((name) => name.startsWith("hotsheet_"))).toHaveLength(6);
  expect(here.hubspot.groups).toEqual([{ name: "hotsheet", label: "Hotsheet" }]);
  expect(contact.properties).toMatchObject({
    hotsheet_score: "20",
    hotsheet_group: "Hot",
    hotsheet_version: "1",
    hotsheet_reasons: "Job title (+20)",
  });
  await scored(here.ws, [{ email: "ceo@example.test", attributes: { title: "Intern" } }]);
  await sendDue(here.ws, id);
  expect(contact.properties).toMatchObject({
    hotsheet_score: "0",
    hotsheet_group: "Cold",
    hotsheet_reasons: "",
  });
  expect(
    here.hubspot.requests.filter(({ path }) => path.endsWith("properties/contacts/batch/create")),
  ).toHaveLength(1);
  expect(await waitingOf(here.ws)).toEqual([]);
});

test("1,000 scores are written in batches of 100, and none a second time", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot, { createContacts: true });
  const all = people(1_000);
  for (const { email } of all.slice(0, 400)) here.hubspot.put(here.hubspot.contacts, { email });
  await scored(here.ws, all);
  expect(await sendDue(here.ws, id)).toEqual({ leads: 1_000, written: 1_000 });
  expect(here.hubspot.contacts.size).toBe(1_000);
  expect(
    [...here.hubspot.contacts.values()].every(({ properties }) => properties.hotsheet_score === "0"),
  ).toBe(true);
  expect(writes().length).toBeGreaterThanOrEqual(10);
  expect(writes().length).toBeLessThanOrEqual(20);
  const before = writes().length;
  await scored(here.ws, all);
  await sendDue(here.ws, id);
  expect(writes().length).toBe(before);
});

test("a lead that is no contact is left out unless contacts are to be made", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  await scored(here.ws, people(3));
  expect(await sendDue(here.ws, id)).toEqual({ leads: 3, written: 0 });
  expect(here.hubspot.contacts.size).toBe(0);
  expect(await waitingOf(here.ws)).toEqual([]);
});

test("429 and 5xx are survived: what was asked for is waited, and all is written in the end", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot, { createContacts: true });
  await scored(here.ws, people(250));
  here.hubspot.faults.push({ path: "batch/upsert", status: 429, headers: { "retry-after": "30" } });
  await sendDue(here.ws, id);
  expect(await waitingOf(here.ws)).toHaveLength(250);
  const before = here.hubspot.requests.length;
  await sendDue(here.ws, id, later(29_000));
  expect(here.hubspot.requests.length).toBe(before);
  here.hubspot.faults.push({ path: "batch/upsert", status: 502 }, { path: "batch/read", status: 503 });
  for (let minutes = 1; minutes <= 30; minutes++) await sendDue(here.ws, id, later(minutes * 60_000));
  expect(await waitingOf(here.ws)).toEqual([]);
  expect(here.hubspot.contacts.size).toBe(250);
  expect(here.hubspot.faults).toEqual([]);
});

test("a contact that is refused is set apart with the reason; the others of its batch are written", async () => {
  const { id, key } = await connectHubspot(here.admin.ctx, here.hubspot, { createContacts: true });
  const [, wrong] = await scored(here.ws, [
    ...people(1),
    { email: "refused@example.test" },
    { email: "x@example.test" },
  ]);
  expect(await sendDue(here.ws, id)).toEqual({ leads: 3, written: 2 });
  expect(await waitingOf(here.ws)).toEqual([
    { leadId: wrong, state: "failed", text: "400 Property values were not valid" },
  ]);
  expect(await retryConnection(here.admin.ctx, { key })).toEqual({ retried: 1 });
});

test("properties that somebody deleted are made again, and nothing counts as refused", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  const contact = here.hubspot.put(here.hubspot.contacts, { email: "a@example.test" });
  await scored(here.ws, [{ email: "a@example.test", attributes: { title: "CEO" } }]);
  await sendDue(here.ws, id);
  here.hubspot.properties.delete("hotsheet_label");
  await scored(here.ws, [{ email: "a@example.test", attributes: { title: "Intern" } }]);
  await sendDue(here.ws, id);
  expect(await waitingOf(here.ws)).toMatchObject([{ state: "waiting" }]);
  await sendDue(here.ws, id, later(60_000));
  expect(contact.properties.hotsheet_score).toBe("0");
  expect(here.hubspot.properties.has("hotsheet_label")).toBe(true);
  expect(await waitingOf(here.ws)).toEqual([]);
});

test("credentials that are refused stop the connection, and nothing is lost", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot, { createContacts: true });
  await scored(here.ws, people(2));
  here.hubspot.faults.push({ path: "batch/read", status: 401 });
  await sendDue(here.ws, id);
  const before = here.hubspot.requests.length;
  await sendDue(here.ws, id, later(3_600_000));
  expect(here.hubspot.requests.length).toBe(before);
  expect(await waitingOf(here.ws)).toHaveLength(2);
});

test("the newest score wins: one that changes while a batch is under way is told after it", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  const contact = here.hubspot.put(here.hubspot.contacts, { email: "a@example.test" });
  await scored(here.ws, [{ email: "a@example.test", attributes: { title: "CEO" } }]);
  let changed = false;
  here.hubspot.before = async ({ path }) => {
    if (changed || !path.endsWith("batch/update")) return;
    changed = true;
    await scored(here.ws, [{ email: "a@example.test", attributes: { title: "Intern" } }]);
    // Another worker looks while the first batch is under way: it must not overtake it.
    await sendDue(here.ws, id);
  };
  await sendDue(here.ws, id);
  expect(writes().map(({ body }) => JSON.stringify(body).match(/hotsheet_score":"(\d+)/)?.[1])).toEqual([
    "20",
    "0",
  ]);
  expect(contact.properties.hotsheet_score).toBe("0");
  expect(await waitingOf(here.ws)).toEqual([]);
});

test("changes that were never sent are one: a lead is told its last score once", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  here.hubspot.put(here.hubspot.contacts, { email: "a@example.test" });
  for (const title of ["CEO", "Intern", "CEO", "Intern", "CEO"])
    await scored(here.ws, [{ email: "a@example.test", attributes: { title } }]);
  expect(await waitingOf(here.ws)).toHaveLength(1);
  await sendDue(here.ws, id);
  expect(writes()).toHaveLength(1);
});

test("what a killed worker had begun is taken up after its lease, and written", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot, { createContacts: true });
  await scored(here.ws, people(300));
  const worker = fork("lib/crm/send-worker.test-helper.ts", [String(here.ws), String(id)], {
    env: { ...process.env, DATABASE_URL: database.url(), OUTBOUND_ALLOW: "127.0.0.0/8" },
    execArgv: [],
  });
  let requests = 0;
  here.hubspot.before = async ({ path }) => {
    if (!path.endsWith("batch/upsert") || ++requests !== 2) return;
    worker.kill("SIGKILL");
    await once(worker, "exit");
  };
  await once(worker, "exit");
  here.hubspot.before = async () => undefined;
  expect(worker.signalCode).toBe("SIGKILL");
  expect(await waitingOf(here.ws)).toHaveLength(200);
  expect(await sendDue(here.ws, id)).toEqual({ leads: 100, written: 100 });
  expect(await sendDue(here.ws, id, later(LEASE_MS))).toMatchObject({ leads: 100 });
  expect(here.hubspot.contacts.size).toBe(300);
  expect(await waitingOf(here.ws)).toEqual([]);
});

test("a lead whose score is gone has its fields cleared; one that never had a score there is not touched", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  const told = here.hubspot.put(here.hubspot.contacts, { email: "a@example.test" });
  const other = here.hubspot.put(here.hubspot.contacts, { email: "b@example.test" });
  await scored(here.ws, [{ email: "a@example.test", attributes: { title: "CEO" } }]);
  await sendDue(here.ws, id);
  await inWorkspace(here.ws, (tx) =>
    tx.$client.query("update segments set condition = '{\"any\": []}' where workspace_id = $1", [here.ws]),
  );
  await scored(here.ws, [{ email: "a@example.test" }, { email: "b@example.test" }]);
  await sendDue(here.ws, id);
  expect(told.properties.hotsheet_score).toBe("");
  expect(other.properties.hotsheet_score).toBeUndefined();
});

test("who objects to profiling has the score taken out of the CRM", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  const contact = here.hubspot.put(here.hubspot.contacts, { email: "a@example.test" });
  const [leadId = 0] = await scored(here.ws, [{ email: "a@example.test", attributes: { title: "CEO" } }]);
  await sendDue(here.ws, id);
  await recordConsent(here.admin.ctx, { id: String(leadId), purpose: "profiling", state: "denied" });
  await sendDue(here.ws, id);
  expect(contact.properties).toMatchObject({ hotsheet_score: "", hotsheet_group: "", hotsheet_reasons: "" });
});
