import { randomUUID } from "node:crypto";
import pg from "pg";
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
import { only } from "#db/testing/factories.ts";
import { getLead } from "../leads/get-lead.ts";
import { identify, type Site, visit } from "../leads/joins-testing.ts";
import { recordStage } from "../leads/record-stage.ts";
import { recordConsent } from "./record-consent.ts";

/** Every text that is this person's, and no one else's. */
export const ana = {
  user: "crm-7781-ana",
  email: "ana.gil.erase@example.test",
  browser: "browser-of-ana-551",
  phone: "+34 600 111 222",
  name: "Ana Gil Erasmus",
  typed: "Call me about the blue van please",
};
export const WORDS = [...Object.values(ana), "Erasmus", "blue van", encodeURIComponent(ana.email)];

/** Where in the whole database any of these stands: every text, JSON, array and byte column of every table of every schema. */
export async function traces(url: string, words: string[]): Promise<string[]> {
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

/** Ana in every place where a person can be. */
export async function anaEverywhere(site: Site): Promise<string> {
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
