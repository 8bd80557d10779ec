import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import {
  auditLog,
  idempotencyKeys,
  importChunks,
  importRefusals,
  imports,
  notifications,
  sheetComments,
  sheetSuggestions,
} from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, only } from "#db/testing/factories.ts";
import { resetEnv } from "../env.ts";
import { exportLeads } from "../leads/export-leads.ts";
import { getLead } from "../leads/get-lead.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { createSite, identify, type Site, visit } from "../leads/joins-testing.ts";
import { recordStage } from "../leads/record-stage.ts";
import { exportLeadsQuery } from "../leads/schemas.ts";
import { eraseLead } from "./erase-lead.ts";
import { exportLead } from "./export-lead.ts";
import { recordConsent } from "./record-consent.ts";

process.env.AUTH_SECRET = "a secret of at least thirty-two characters";
resetEnv();
useTestDatabase();

/** Every text that is this person's, and no one else's. */
const ana = {
  user: "crm-7781-ana",
  email: "ana.gil.erase@example.test",
  browser: "browser-of-ana-551",
  phone: "+34 600 111 222",
  name: "Ana Gil Erasmus",
  typed: "Call me about the blue van please",
};
const WORDS = [...Object.values(ana), "Erasmus", "blue van", encodeURIComponent(ana.email)];

/** Where in the whole database any of these stands: every text, JSON, array and byte column of every table of every schema. */
async function traces(url: string, words: string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const columns = await client.query<{ schema: string; table: string; column: string; type: string }>(
    `select table_schema as schema, table_name as table, column_name as column, data_type as type
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
       and data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY', 'uuid')`,
  );
  const found: string[] = [];
  for (const { schema, table, column, type } of columns.rows) {
    const text = type === "bytea" ? `convert_from("${column}", 'LATIN1')` : `"${column}"::text`;
    const { rowCount } = await client.query(
      `select from "${schema}"."${table}" where lower(${text}) like any($1::text[])`,
      [words.map((word) => `%${word.toLowerCase()}%`)],
    );
    if (rowCount) found.push(`${schema}.${table}.${column}`);
  }
  await client.end();
  return found.sort();
}

const database = () => process.env.DATABASE_URL ?? "";

/** Ana in every place where a person can be. */
async function anaEverywhere(site: Site): Promise<string> {
  const { workspaceId, admin, send } = site;
  await send(visit({ anonymousId: ana.browser }), visit({ userId: ana.user }));
  await send(
    identify(
      { userId: ana.user, anonymousId: ana.browser },
      { email: ana.email, name: ana.name, phone: ana.phone, title: "CEO" },
    ),
  );
  await send(
    {
      type: "track",
      userId: ana.user,
      event: "form_submitted",
      properties: { message: ana.typed, email: ana.email, pages: [ana.typed] },
      context: { page: { url: `https://example.test/?e=${encodeURIComponent(ana.email)}` } },
    },
    { type: "track", userId: ana.user, anonymousId: ana.browser, properties: { message: ana.typed } }, // has no event name
    // Somebody else's event and attribute that name her.
    { type: "track", userId: "another", event: "invited", properties: { guest: ana.email } },
    {
      type: "track",
      userId: "another",
      event: "invited",
      properties: { guests: [ana.email, "b@example.test"] },
    },
    identify({ userId: "another" }, { referred_by: ana.email }),
  );
  const lead = await getLead(admin, { id: `user:${ana.user}` });
  const id = String(lead.id);
  await recordStage(admin, { id, stage: "opportunity", reason: `Spoke with ${ana.name}, ${ana.phone}` });
  await recordConsent(admin, {
    id,
    purpose: "marketing_email",
    state: "granted",
    note: `mail from ${ana.email}`,
  });
  await inWorkspace(workspaceId, async (tx) => {
    const imported = only(
      await tx
        .insert(imports)
        .values({ workspaceId, kind: "leads", fileName: `${ana.email}.csv`, state: "uploaded" })
        .returning({ id: imports.id }),
    );
    const file = Buffer.from(`email,name\n${ana.email.toUpperCase()},${ana.name}\n`);
    for (const [position, bytes] of [file.subarray(0, 20), file.subarray(20)].entries())
      await tx.insert(importChunks).values({ workspaceId, importId: imported.id, position, bytes });
    await tx.insert(importRefusals).values({
      workspaceId,
      importId: imported.id,
      line: 2,
      code: "not_a_date",
      reason: `"${ana.email}" is not a date`,
      row: [ana.email, ana.name, ana.phone],
    });
    await tx.insert(auditLog).values([
      {
        workspaceId,
        action: "leads.export",
        subject: "leads",
        detail: { filter: { q: ana.email } },
        requestId: "r",
      },
      {
        workspaceId,
        action: "leads.record_stage",
        subject: `lead:${id}`,
        detail: { reason: ana.typed },
        requestId: "r",
      },
    ]);
    const version = await tx.$client.query<{ id: string; sheet_id: string }>(
      "select id, sheet_id from sheet_versions where workspace_id = $1",
      [workspaceId],
    );
    const memberId = admin.actor.kind === "member" ? admin.actor.memberId : 0;
    const [{ id: versionId, sheet_id: sheetId } = { id: "0", sheet_id: "0" }] = version.rows;
    await tx.insert(sheetComments).values({
      workspaceId,
      sheetId: Number(sheetId),
      versionId: Number(versionId),
      memberId,
      body: `Why is ${ana.name} (${ana.email}) cold? She wrote from ${ana.phone}.`,
    });
    await tx.$client.query(
      `insert into sheet_edits (workspace_id, version_id, edit_id, revision, outcome, kind, key, before, after)
       values ($1, $2, gen_random_uuid(), 1, 'accepted', 'rule', 'r', $3, $4)`,
      [workspaceId, versionId, JSON.stringify({ value: ana.email }), JSON.stringify({ value: [ana.email] })],
    );
    await tx.insert(sheetSuggestions).values({
      workspaceId,
      sheetId: Number(sheetId),
      versionId: Number(versionId),
      requestId: randomUUID(),
      memberId,
      reason: `${ana.name} should be hot`,
      note: `not for ${ana.email}`,
      changes: [{ item: { kind: "exclusion", key: "x" }, before: null, value: { value: ana.email } }],
    });
    await tx.insert(idempotencyKeys).values({
      workspaceId,
      memberId,
      key: randomUUID(),
      fingerprint: "f",
      attempt: randomUUID(),
      claimedAt: new Date(),
      status: 200,
      answer: JSON.stringify({ name: ana.name, email: ana.email }),
    });
    await tx.insert(notifications).values({
      workspaceId,
      memberId,
      kind: "comment",
      subject: `lead:${id}`,
      payload: { text: `about ${ana.email}` },
    });
  });
  return id;
}

test("an erased person is in no table and no export, and is not taken in again", async () => {
  const site = await createSite();
  const id = await anaEverywhere(site);
  const before = await traces(database(), WORDS);
  expect(before.length).toBeGreaterThan(15);
  await expect(eraseLead(site.admin, { id, confirm: "yes" })).rejects.toMatchObject({ code: "invalid" });

  const erased = await eraseLead(site.admin, { id, confirm: ana.email.toUpperCase() });
  expect(erased).toMatchObject({ lead_id: Number(id), events: 3, identities: 3 });
  expect(await traces(database(), WORDS)).toEqual([]);
  const csv = await (await exportLeads(site.admin, exportLeadsQuery.parse({}))).text();
  for (const word of WORDS) expect(csv).not.toContain(word);
  for (const ref of [id, `user:${ana.user}`, `email:${ana.email}`])
    await expect(getLead(site.admin, { id: ref })).rejects.toMatchObject({ code: "not_found" });

  const sent = await site.send(
    visit({ userId: ana.user }),
    visit({ anonymousId: ana.browser }),
    identify({ userId: "a-new-id-of-hers" }, { email: ana.email, name: ana.name }),
    visit({ userId: "another" }),
  );
  expect(sent).toEqual({ accepted: 1, rejected: 3 });
  const kept = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query("select reason, payload from rejected_events where workspace_id = $1", [
      site.workspaceId,
    ]),
  );
  expect(kept.rows).toEqual(
    Array.from({ length: 3 }, () => ({
      reason: "the person was erased; nothing is kept of them",
      payload: "",
    })),
  );
  expect(await traces(database(), WORDS)).toEqual([]);
  // Others keep what was theirs: two events with a mark where she was named, one of before, one of now.
  const { attributes, scores } = await getLead(site.admin, { id: "user:another" });
  expect(attributes).toEqual({ referred_by: "[erased]" });
  expect(scores[0]?.total).toBe(10);
});

test("an erasure takes the leads that were joined into the person, and hand-overs stay as a count", async () => {
  const site = await createSite();
  const [one, two] = [`one-${randomUUID()}`, `two-${randomUUID()}`];
  await site.send(
    identify({ userId: one }, { title: "CEO" }),
    identify({ userId: two }),
    visit({ userId: two }),
  );
  const joined = await joinLeads(site.admin, { id: `user:${one}`, with: `user:${two}` });
  await eraseLead(site.admin, { id: `user:${two}`, confirm: String(joined.lead_id) });
  expect(await traces(database(), [one, two])).toEqual([]);
  expect(await site.send(visit({ userId: two }))).toEqual({ accepted: 0, rejected: 1 });
  const tally = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query("select state, count from erased_handovers where workspace_id = $1", [site.workspaceId]),
  );
  expect(tally.rows).toEqual([{ state: "open", count: 1 }]);
});

test("an id that may be anything else is looked for only where messages name people", async () => {
  const site = await createSite();
  await site.send(
    identify({ userId: "42" }, { title: "CEO" }),
    { type: "track", userId: "42", properties: { text: "no event name" } },
    { type: "track", userId: "420", properties: { text: "no event name" } },
    { type: "track", userId: "other", event: "shared", properties: { with: "42", order: "1420" } },
  );
  await eraseLead(site.admin, { id: "user:42", confirm: "42" });
  const kept = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query<{ payload: string }>("select payload from rejected_events where workspace_id = $1", [
      site.workspaceId,
    ]),
  );
  expect(kept.rows.map(({ payload }) => JSON.parse(payload).userId)).toEqual(["420"]);
  const { events } = (await exportLead(site.admin, { id: "user:other" })) as {
    events: { properties: unknown }[];
  };
  expect(events.map(({ properties }) => properties)).toEqual([{ with: "42", order: "1420" }]);
});

test("the export of a person holds what was told, what was done and the equation of each score", async () => {
  const site = await createSite();
  await anaEverywhere(site);
  const exported = await exportLead(site.admin, { id: `user:${ana.user}` });
  const text = JSON.stringify(exported);
  for (const word of Object.values(ana)) expect(text).toContain(word);
  expect(exported).toMatchObject({
    scores: [
      {
        total: 40,
        explain: { rules: expect.arrayContaining([expect.objectContaining({ rule: "pricing" })]) },
      },
    ],
    stages: expect.arrayContaining([expect.objectContaining({ stage: "opportunity" })]),
    consents: { now: [expect.objectContaining({ purpose: "marketing_email" })] },
    joins: [expect.objectContaining({ cause: "message" })],
  });
});

test("only an admin erases and exports", async () => {
  const site = await createSite();
  await site.send(visit({ userId: "somebody" }));
  for (const role of ["marketer", "sales", "manager"] as const) {
    const { ctx } = await createMember(site.workspaceId, role);
    await expect(eraseLead(ctx, { id: "user:somebody", confirm: "somebody" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(exportLead(ctx, { id: "user:somebody" })).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("a person whose id is a word of the product's own takes nothing else away", async () => {
  const site = await createSite();
  await site.send(identify({ userId: "customer" }), identify({ userId: "marketer1" }, { stage: "customer" }));
  await site.send(visit({ userId: "someone" }));
  await recordStage(site.admin, { id: "user:someone", stage: "customer" });
  await eraseLead(site.admin, { id: "user:customer", confirm: "customer" });
  expect(await getLead(site.admin, { id: "user:someone" })).toMatchObject({ stage: "customer" });
  expect(await getLead(site.admin, { id: "user:marketer1" })).toMatchObject({
    attributes: { stage: "customer" },
  });
});
