import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import type { ActionRun } from "../actions/action-run.ts";
import { allowOutbound } from "../outbound/testing.ts";
import { createConnection } from "./create-connection.ts";
import { decideConflict } from "./decide-conflict.ts";
import { deleteConnection } from "./delete-connection.ts";
import { dryRun } from "./dry-run.ts";
import { useHubspot } from "./hubspot.test-helper.ts";
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
const here = useHubspot();

const email = "a@example.test";
const mapped = (policy: ConflictPolicy) => [{ field: "jobtitle", attribute: "title", policy }];
const titleOf = (leadId: number): Promise<{ title: unknown; total: number | null }> =>
  inWorkspace(here.ws, async (tx) => {
    const found = await tx.$client.query<{ title: unknown; total: number | null }>(
      `select l.attributes -> 'title' as title, s.total from leads l
       left join scores s on s.workspace_id = $1 and s.lead_id = l.id and s.is_primary
       where l.workspace_id = $1 and l.id = $2`,
      [here.ws, leadId],
    );
    return found.rows[0] ?? { title: undefined, total: null };
  });

test("a field that changed in the CRM alone becomes the attribute, and the score follows", async () => {
  const { id, key } = await connectHubspot(here.admin.ctx, here.hubspot, { mapping: mapped("ask") });
  const contact = here.hubspot.put(here.hubspot.contacts, { email, jobtitle: "Intern" });
  const [leadId = 0] = await scored(here.ws, [{ email }]);
  expect(await readChanges(here.ws, id)).toMatchObject({ contacts: 1 });
  expect(await titleOf(leadId)).toEqual({ title: "Intern", total: 0 });
  here.hubspot.change(contact, { jobtitle: "CEO" });
  await readChanges(here.ws, id);
  expect(await titleOf(leadId)).toEqual({ title: "CEO", total: 20 });
  expect((await listConflicts(here.admin.ctx, { key, limit: 10 })).items).toEqual([]);
});

const sides = { crm: ["Chair", "crm"], hotsheet: ["Boss", "hotsheet"], ask: ["Boss", null] } as const;
test.each(["crm", "hotsheet", "ask"] as const)(
  "what was changed on both sides is decided by the policy %s and stated once",
  async (policy) => {
    const { id, key } = await connectHubspot(here.admin.ctx, here.hubspot, { mapping: mapped(policy) });
    const contact = here.hubspot.put(here.hubspot.contacts, { email, jobtitle: "CEO" });
    const [leadId = 0] = await scored(here.ws, [{ email }]);
    await readChanges(here.ws, id);
    await scored(here.ws, [{ email, attributes: { title: "Boss" } }]);
    here.hubspot.change(contact, { jobtitle: "Chair" }, new Date(Date.now() + 1_000));
    await readChanges(here.ws, id);
    await readChanges(here.ws, id);
    const [title, outcome] = sides[policy];
    expect((await titleOf(leadId)).title).toBe(title);
    const { items } = await listConflicts(here.admin.ctx, { key, limit: 10 });
    const values = { attribute: "title", field: "jobtitle", base: "CEO", ours: "Boss", theirs: "Chair" };
    expect(items).toMatchObject([{ ...values, outcome, by_policy: policy !== "ask" }]);
  },
);

test("a conflict that a member is asked about is decided once; the CRM's side is taken and scored", async () => {
  const { id, key } = await connectHubspot(here.admin.ctx, here.hubspot, { mapping: mapped("ask") });
  here.hubspot.put(here.hubspot.contacts, { email, jobtitle: "CEO" });
  const [leadId = 0] = await scored(here.ws, [{ email, attributes: { title: "Boss" } }]);
  await readChanges(here.ws, id);
  const [found] = (await listConflicts(here.admin.ctx, { key, limit: 10 })).items;
  const decide = { key, id: found?.id ?? 0, outcome: "crm" } as const;
  await decideConflict(here.admin.ctx, decide);
  expect(await titleOf(leadId)).toEqual({ title: "CEO", total: 20 });
  await expect(decideConflict(here.admin.ctx, decide)).rejects.toMatchObject({ code: "conflict" });
});

test("contacts become leads where that is asked for, and only then", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot, { mapping: mapped("crm") });
  here.hubspot.put(here.hubspot.contacts, { email, jobtitle: "CEO" });
  await readChanges(here.ws, id);
  const count = () =>
    inWorkspace(here.ws, async (tx) => {
      const { rows } = await tx.$client.query("select from leads where workspace_id = $1", [here.ws]);
      return rows.length;
    });
  expect(await count()).toBe(0);
  const [{ key = "", settings } = {}] = (await listConnections(here.admin.ctx)).items;
  if (!settings) throw new Error("not listed");
  await updateConnection(here.admin.ctx, { key, settings: { ...settings, create_leads: true } });
  await readChanges(here.ws, id);
  expect(await count()).toBe(1);
});

test("a dry run says what would be made and written, and writes nothing", async () => {
  const { key } = await connectHubspot(here.admin.ctx, here.hubspot, { createContacts: true });
  here.hubspot.put(here.hubspot.contacts, { email });
  await scored(here.ws, [{ email, attributes: { title: "CEO" } }, { email: "new@example.test" }]);
  here.hubspot.requests.length = 0;
  const plan = await dryRun(here.admin.ctx, { key });
  expect(plan.fields.every(({ exists }) => !exists)).toBe(true);
  expect(plan.leads).toMatchObject([{ outcome: "update" }, { outcome: "create" }]);
  expect(plan.leads[0]?.changes).toContainEqual({ field: "hotsheet_score", from: null, to: 20 });
  const reads = /^(GET .*|POST .*batch\/read)$/;
  expect(
    here.hubspot.requests.map(({ method, path }) => `${method} ${path}`).filter((one) => !reads.test(one)),
  ).toEqual([]);
  expect(here.hubspot.groups).toEqual([]);
});

test("syncing everything writes every score anew, also over what somebody changed there", async () => {
  const { id, key } = await connectHubspot(here.admin.ctx, here.hubspot);
  const contact = here.hubspot.put(here.hubspot.contacts, { email });
  await scored(here.ws, [{ email, attributes: { title: "CEO" } }, { email: "b@example.test" }]);
  await sendDue(here.ws, id);
  here.hubspot.change(contact, { hotsheet_score: "99" });
  await syncConnection(here.admin.ctx, { key });
  await queueEverything(here.ws, id);
  const [connection] = (await listConnections(here.admin.ctx)).items;
  expect(connection).toMatchObject({ waiting: 2, sync: { queuing: false, total: 2 } });
  await sendDue(here.ws, id);
  expect(contact.properties.hotsheet_score).toBe("20");
});

test("a paused connection is told nothing until it goes on, and then the newest", async () => {
  const { id, key } = await connectHubspot(here.admin.ctx, here.hubspot);
  const contact = here.hubspot.put(here.hubspot.contacts, { email });
  await updateConnection(here.admin.ctx, { key, paused: true });
  await scored(here.ws, [{ email, attributes: { title: "CEO" } }]);
  expect(await sendDue(here.ws, id)).toEqual({ leads: 0, written: 0 });
  await updateConnection(here.admin.ctx, { key, paused: false });
  await sendDue(here.ws, id);
  expect(contact.properties.hotsheet_score).toBe("20");
});

test("a sheet's action tells one connection or all, and is skipped where there is none", async () => {
  const [leadId = 0] = await scored(here.ws, [{ email }]);
  const perform = (connection: string | null) =>
    inWorkspace(here.ws, (tx) =>
      performCrm(tx, {
        workspaceId: here.ws,
        leadId,
        action: { key: "tell", kind: "crm", on: "enter", connection },
      } as ActionRun<"crm">),
    );
  expect(await perform(null)).toEqual({ state: "skipped", why: "no_connection" });
  const { key } = await connectHubspot(here.admin.ctx, here.hubspot);
  expect(await perform("another")).toEqual({ state: "skipped", why: "no_connection" });
  expect(await perform(null)).toEqual({ state: "done", result: { connections: key } });
  expect(await perform(key)).toEqual({ state: "done", result: { connections: key } });
  expect(await waitingOf(here.ws)).toHaveLength(1);
  await deleteConnection(here.admin.ctx, { key });
  expect(await waitingOf(here.ws)).toEqual([]);
});

test("private addresses are refused when a CRM is connected, moved, and called", async () => {
  const { id, key } = await connectHubspot(here.admin.ctx, here.hubspot);
  await scored(here.ws, [{ email }]);
  const calls = here.hubspot.requests.length;
  allowOutbound("");
  try {
    const wanted = {
      name: "X",
      kind: "hubspot",
      base_url: here.hubspot.url,
      credentials: { token: "t" },
    } as const;
    const issue = { issues: [{ path: "base_url", code: "private_address" }] };
    await expect(createConnection(here.admin.ctx, wanted)).rejects.toMatchObject(issue);
    const moved = { key, base_url: "http://169.254.169.254", credentials: { token: "t" } };
    await expect(updateConnection(here.admin.ctx, moved)).rejects.toMatchObject(issue);
    await sendDue(here.ws, id);
    const [connection] = (await listConnections(here.admin.ctx)).items;
    expect(connection).toMatchObject({ state: "refused", error: { code: "private_address" }, waiting: 1 });
    expect(here.hubspot.requests.length).toBe(calls);
  } finally {
    allowOutbound("127.0.0.0/8");
  }
});

test("credentials are stored sealed, and never go to another address", async () => {
  const { key } = await connectHubspot(here.admin.ctx, here.hubspot);
  const stored = await inWorkspace(here.ws, (tx) =>
    tx.$client.query<{ credentials: string }>(
      "select credentials from crm_connections where workspace_id = $1",
      [here.ws],
    ),
  );
  expect(stored.rows[0]?.credentials).not.toContain(here.hubspot.token);
  await expect(
    updateConnection(here.admin.ctx, { key, base_url: "https://example.com" }),
  ).rejects.toMatchObject({
    issues: [{ path: "credentials" }],
  });
});
