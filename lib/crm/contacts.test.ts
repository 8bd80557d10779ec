import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import type { ActionRun } from "../actions/action-run.ts";
import { allowOutbound } from "../outbound/testing.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createConnection } from "./create-connection.ts";
import { decideConflict } from "./decide-conflict.ts";
import { deleteConnection } from "./delete-connection.ts";
import { dryRun } from "./dry-run.ts";
import { TestHubspot } from "./hubspot/testing.ts";
import { listConflicts } from "./list-conflicts.ts";
import { listConnections } from "./list-connections.ts";
import { performCrm } from "./perform-crm.ts";
import { readChanges } from "./read-changes.ts";
import { sendDue } from "./send.ts";
import type { ConflictPolicy } from "./states.ts";
import { syncConnection } from "./sync-connection.ts";
import { queueEverything } from "./sync-everything.ts";
import { connectHubspot, scored, waitingOf } from "./testing.ts";
import { updateConnection } from "./update-connection.ts";

useTestDatabase();
let hubspot: TestHubspot;
let admin: TestMember;
let ws = 0;

beforeAll(() => allowOutbound("127.0.0.0/8"));
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

const email = "a@example.test";
const mapped = (policy: ConflictPolicy) => [{ field: "jobtitle", attribute: "title", policy }];
const titleOf = (leadId: number): Promise<{ title: unknown; total: number | null }> =>
  inWorkspace(ws, async (tx) => {
    const found = await tx.$client.query<{ title: unknown; total: number | null }>(
      `select l.attributes -> 'title' as title, s.total from leads l
       left join scores s on s.workspace_id = $1 and s.lead_id = l.id and s.is_primary
       where l.workspace_id = $1 and l.id = $2`,
      [ws, leadId],
    );
    return found.rows[0] ?? { title: undefined, total: null };
  });

test("a field that changed in the CRM alone becomes the attribute, and the score follows", async () => {
  const { id, key } = await connectHubspot(admin.ctx, hubspot, { mapping: mapped("ask") });
  const contact = hubspot.put(hubspot.contacts, { email, jobtitle: "Intern" });
  const [leadId = 0] = await scored(ws, [{ email }]);
  expect(await readChanges(ws, id)).toMatchObject({ contacts: 1 });
  expect(await titleOf(leadId)).toEqual({ title: "Intern", total: 0 });
  hubspot.change(contact, { jobtitle: "CEO" });
  await readChanges(ws, id);
  expect(await titleOf(leadId)).toEqual({ title: "CEO", total: 20 });
  expect((await listConflicts(admin.ctx, { key, limit: 10 })).items).toEqual([]);
});

const sides = { crm: ["Chair", "crm"], hotsheet: ["Boss", "hotsheet"], ask: ["Boss", null] } as const;
test.each(["crm", "hotsheet", "ask"] as const)(
  "what was changed on both sides is decided by the policy %s and stated once",
  async (policy) => {
    const { id, key } = await connectHubspot(admin.ctx, hubspot, { mapping: mapped(policy) });
    const contact = hubspot.put(hubspot.contacts, { email, jobtitle: "CEO" });
    const [leadId = 0] = await scored(ws, [{ email }]);
    await readChanges(ws, id);
    await scored(ws, [{ email, attributes: { title: "Boss" } }]);
    hubspot.change(contact, { jobtitle: "Chair" }, new Date(Date.now() + 1_000));
    await readChanges(ws, id);
    await readChanges(ws, id);
    const [title, outcome] = sides[policy];
    expect((await titleOf(leadId)).title).toBe(title);
    const { items } = await listConflicts(admin.ctx, { key, limit: 10 });
    const values = { attribute: "title", field: "jobtitle", base: "CEO", ours: "Boss", theirs: "Chair" };
    expect(items).toMatchObject([{ ...values, outcome, by_policy: policy !== "ask" }]);
  },
);

test("a conflict that a member is asked about is decided once; the CRM's side is taken and scored", async () => {
  const { id, key } = await connectHubspot(admin.ctx, hubspot, { mapping: mapped("ask") });
  hubspot.put(hubspot.contacts, { email, jobtitle: "CEO" });
  const [leadId = 0] = await scored(ws, [{ email, attributes: { title: "Boss" } }]);
  await readChanges(ws, id);
  const [found] = (await listConflicts(admin.ctx, { key, limit: 10 })).items;
  const decide = { key, id: found?.id ?? 0, outcome: "crm" } as const;
  await decideConflict(admin.ctx, decide);
  expect(await titleOf(leadId)).toEqual({ title: "CEO", total: 20 });
  await expect(decideConflict(admin.ctx, decide)).rejects.toMatchObject({ code: "conflict" });
});

test("contacts become leads where that is asked for, and only then", async () => {
  const { id } = await connectHubspot(admin.ctx, hubspot, { mapping: mapped("crm") });
  hubspot.put(hubspot.contacts, { email, jobtitle: "CEO" });
  await readChanges(ws, id);
  const count = () =>
    inWorkspace(ws, async (tx) => {
      const { rows } = await tx.$client.query("select from leads where workspace_id = $1", [ws]);
      return rows.length;
    });
  expect(await count()).toBe(0);
  const [{ key = "", settings } = {}] = (await listConnections(admin.ctx)).items;
  if (!settings) throw new Error("not listed");
  await updateConnection(admin.ctx, { key, settings: { ...settings, create_leads: true } });
  await readChanges(ws, id);
  expect(await count()).toBe(1);
});

test("a dry run says what would be made and written, and writes nothing", async () => {
  const { key } = await connectHubspot(admin.ctx, hubspot, { createContacts: true });
  hubspot.put(hubspot.contacts, { email });
  await scored(ws, [{ email, attributes: { title: "CEO" } }, { email: "new@example.test" }]);
  hubspot.requests.length = 0;
  const plan = await dryRun(admin.ctx, { key });
  expect(plan.fields.every(({ exists }) => !exists)).toBe(true);
  expect(plan.leads).toMatchObject([{ outcome: "update" }, { outcome: "create" }]);
  expect(plan.leads[0]?.changes).toContainEqual({ field: "hotsheet_score", from: null, to: 20 });
  const reads = /^(GET .*|POST .*batch\/read)$/;
  expect(
    hubspot.requests.map(({ method, path }) => `${method} ${path}`).filter((one) => !reads.test(one)),
  ).toEqual([]);
  expect(hubspot.groups).toEqual([]);
});

test("syncing everything writes every score anew, also over what somebody changed there", async () => {
  const { id, key } = await connectHubspot(admin.ctx, hubspot);
  const contact = hubspot.put(hubspot.contacts, { email });
  await scored(ws, [{ email, attributes: { title: "CEO" } }, { email: "b@example.test" }]);
  await sendDue(ws, id);
  hubspot.change(contact, { hotsheet_score: "99" });
  await syncConnection(admin.ctx, { key });
  await queueEverything(ws, id);
  const [connection] = (await listConnections(admin.ctx)).items;
  expect(connection).toMatchObject({ waiting: 2, sync: { queuing: false, total: 2 } });
  await sendDue(ws, id);
  expect(contact.properties.hotsheet_score).toBe("20");
});

test("a paused connection is told nothing until it goes on, and then the newest", async () => {
  const { id, key } = await connectHubspot(admin.ctx, hubspot);
  const contact = hubspot.put(hubspot.contacts, { email });
  await updateConnection(admin.ctx, { key, paused: true });
  await scored(ws, [{ email, attributes: { title: "CEO" } }]);
  expect(await sendDue(ws, id)).toEqual({ leads: 0, written: 0 });
  await updateConnection(admin.ctx, { key, paused: false });
  await sendDue(ws, id);
  expect(contact.properties.hotsheet_score).toBe("20");
});

test("a sheet's action tells one connection or all, and is skipped where there is none", async () => {
  const [leadId = 0] = await scored(ws, [{ email }]);
  const perform = (connection: string | null) =>
    inWorkspace(ws, (tx) =>
      performCrm(tx, {
        workspaceId: ws,
        leadId,
        action: { key: "tell", kind: "crm", on: "enter", connection },
      } as ActionRun<"crm">),
    );
  expect(await perform(null)).toEqual({ state: "skipped", why: "no_connection" });
  const { key } = await connectHubspot(admin.ctx, hubspot);
  expect(await perform("another")).toEqual({ state: "skipped", why: "no_connection" });
  expect(await perform(null)).toEqual({ state: "done", result: { connections: key } });
  expect(await perform(key)).toEqual({ state: "done", result: { connections: key } });
  expect(await waitingOf(ws)).toHaveLength(1);
  await deleteConnection(admin.ctx, { key });
  expect(await waitingOf(ws)).toEqual([]);
});

test("private addresses are refused when a CRM is connected, moved, and called", async () => {
  const { id, key } = await connectHubspot(admin.ctx, hubspot);
  await scored(ws, [{ email }]);
  const calls = hubspot.requests.length;
  allowOutbound("");
  try {
    const wanted = {
      name: "X",
      kind: "hubspot",
      base_url: hubspot.url,
      credentials: { token: "t" },
    } as const;
    const issue = { issues: [{ path: "base_url", code: "private_address" }] };
    await expect(createConnection(admin.ctx, wanted)).rejects.toMatchObject(issue);
    const moved = { key, base_url: "http://169.254.169.254", credentials: { token: "t" } };
    await expect(updateConnection(admin.ctx, moved)).rejects.toMatchObject(issue);
    await sendDue(ws, id);
    const [connection] = (await listConnections(admin.ctx)).items;
    expect(connection).toMatchObject({ state: "refused", error: { code: "private_address" }, waiting: 1 });
    expect(hubspot.requests.length).toBe(calls);
  } finally {
    allowOutbound("127.0.0.0/8");
  }
});

test("credentials are stored sealed, and never go to another address", async () => {
  const { key } = await connectHubspot(admin.ctx, hubspot);
  const stored = await inWorkspace(ws, (tx) =>
    tx.$client.query<{ credentials: string }>(
      "select credentials from crm_connections where workspace_id = $1",
      [ws],
    ),
  );
  expect(stored.rows[0]?.credentials).not.toContain(hubspot.token);
  await expect(updateConnection(admin.ctx, { key, base_url: "https://example.com" })).rejects.toMatchObject({
    issues: [{ path: "credentials" }],
  });
});
