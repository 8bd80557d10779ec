import { and, eq } from "drizzle-orm";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { events, handovers, importChunks, leadAttributes, leads, stageHistory } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, only } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { cancelImport } from "./cancel-import.ts";
import { refusalsCsv } from "./export-refusals.ts";
import { getImport } from "./get-import.ts";
import type { MappingInput } from "./mapping.ts";
import { runImport } from "./run.ts";
import { importAll, prepare, upload } from "./testing.ts";

const database = useTestDatabase();

const LEADS: MappingInput = {
  columns: { id: "user_id", mail: "email", title: "attribute:title" },
  missing: ["Select"],
};
const EVENTS: MappingInput = {
  columns: { id: "user_id", name: "event", at: "occurred_at", path: "property:path" },
};
const STAGES: MappingInput = {
  columns: { id: "user_id", stage: "stage", at: "at", worth: "value" },
  stages: { Won: "customer", Noise: "ignore" },
};

async function marketer(): Promise<Context> {
  return (await createMember(await createWorkspace(), "marketer")).ctx;
}
const counts = ({ created, updated, unchanged, refused }: Awaited<ReturnType<typeof getImport>>) => [
  created,
  updated,
  unchanged,
  refused,
];
const all = (
  ctx: Context,
  table: typeof leads | typeof events | typeof leadAttributes | typeof stageHistory,
) =>
  inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select()
      .from(table as typeof leads)
      .where(eq(table.workspaceId, ctx.workspaceId)),
  );

const many = (rows: number) =>
  `id,mail,title\n${Array.from({ length: rows }, (_, n) => `u${n},,t${n % 5}\n`).join("")}`;

describe("importing leads", () => {
  it("creates them, and the same file again changes nothing, history included", async () => {
    const ctx = await marketer();
    const file = "id,mail,title\nu1,A@Example.test,CEO\nu2,,Select\nu3,c@example.test,\n";
    expect(counts(await importAll(ctx, "leads", file, LEADS))).toEqual([3, 0, 0, 0]);
    const history = await all(ctx, leadAttributes);
    expect(history).toHaveLength(1);
    expect(counts(await importAll(ctx, "leads", file, LEADS))).toEqual([0, 0, 3, 0]);
    // Nothing but when it was told last.
    expect(await all(ctx, leadAttributes)).toEqual(
      history.map((fact) => ({ ...fact, confirmedAt: expect.any(Date) })),
    );
    expect(counts(await importAll(ctx, "leads", file.replace("CEO", "CTO"), LEADS))).toEqual([0, 1, 2, 0]);
  });

  it("keeps since when a value is known, from a column or for all rows", async () => {
    const ctx = await marketer();
    const mapping: MappingInput = {
      columns: { id: "user_id", t: "attribute:t", since: "known_at" },
      time_zone: "Europe/Madrid",
    };
    await importAll(ctx, "leads", "id,t,since\nu1,a,2024-07-01 12:00:00\n", mapping);
    await importAll(ctx, "leads", "id,t\nu2,a\n", {
      columns: { id: "user_id", t: "attribute:t" },
      known_at: "2023-01-01",
    });
    const known = await inWorkspace(ctx.workspaceId, (tx) =>
      tx.select().from(leadAttributes).orderBy(leadAttributes.knownAt),
    );
    expect(known.map((row) => row.knownAt.toISOString())).toEqual([
      "2023-01-01T00:00:00.000Z",
      "2024-07-01T10:00:00.000Z",
    ]);
  });

  it("refuses bad rows with line, column and reason, and takes the rest", async () => {
    const ctx = await marketer();
    const file =
      'id,mail,title\nu1,,"two\nlines"\n,,x\nu2,not an address,y\nu3,,ok\nu4,,\u0000\nu5,,z,more\n';
    const done = await importAll(ctx, "leads", file, LEADS);
    expect(counts(done)).toEqual([2, 0, 0, 4]);
    expect(done.refusals.map(({ line, column, code }) => [line, column, code])).toEqual([
      [4, null, "no_identity"],
      [5, "mail", "invalid_email"],
      [7, "title", "unreadable_text"],
      [8, null, "too_many_cells"],
    ]);
    expect(done).toMatchObject({ state: "done", rows_done: 6, rows_total: 6 });
  });

  it("offers refused rows as CSV under the file's own columns, safe to open, and mends on return", async () => {
    const ctx = await marketer();
    const done = await importAll(ctx, "leads", "id,mail,title\nu1,bad,=cmd()\nu2,bad,plain\n", LEADS);
    let csv = "";
    for await (const part of refusalsCsv(ctx.workspaceId, done.id, done.columns ?? [])) csv += part;
    expect(csv.split("\r\n")).toEqual([
      "\ufeffid,mail,title,refused_line,refused_reason",
      'u1,bad,\'=cmd(),2,"mail: ""bad"" is not an e-mail address"',
      'u2,bad,plain,3,"mail: ""bad"" is not an e-mail address"',
      "",
    ]);
    const mended = csv.replaceAll(",bad,", ",,");
    expect(counts(await importAll(ctx, "leads", mended, LEADS))).toEqual([2, 0, 0, 0]);
    const values = await inWorkspace(ctx.workspaceId, (tx) =>
      tx.select({ value: leadAttributes.value }).from(leadAttributes),
    );
    expect(values.map((row) => row.value).sort()).toEqual(["=cmd()", "plain"]);
  });

  it("records the stage in a file of leads only where it is news", async () => {
    const ctx = await marketer();
    const mapping: MappingInput = { columns: { id: "user_id", stage: "stage" } };
    expect(counts(await importAll(ctx, "leads", "id,stage\nu1,sql\nu2,\n", mapping))).toEqual([2, 0, 0, 0]);
    expect(counts(await importAll(ctx, "leads", "id,stage\nu1,sql\nu2,mql\n", mapping))).toEqual([
      0, 1, 1, 0,
    ]);
    expect(await all(ctx, stageHistory)).toHaveLength(2);
  });

  it("scores what it commits", async () => {
    const ctx = await marketer();
    await createActiveSheet(ctx.workspaceId);
    await importAll(ctx, "leads", "id,mail,title\nu1,,CEO\nu2,,Clerk\n", LEADS);
    const found = await inWorkspace(ctx.workspaceId, (tx) =>
      tx.$client.query<{ external_id: string; total: number; group_key: string }>(
        `select l.external_id, s.total, s.group_key from leads l join scores s
         on s.workspace_id = l.workspace_id and s.lead_id = l.id where l.workspace_id = $1 order by 1`,
        [ctx.workspaceId],
      ),
    );
    expect(found.rows).toMatchObject([
      { external_id: "u1", total: 20, group_key: "hot" },
      { external_id: "u2", total: 0, group_key: "cold" },
    ]);
  });
});

describe("importing events", () => {
  const file =
    "id,name,at,path\nu1,page_viewed,2024-05-01 10:00:00,/pricing\nu1,page_viewed,2024-05-01 10:00:01,/pricing\nu2,signed_up,2024-05-02,\nu3,,2024-05-02,\nu3,x,soon,\n";
  it("makes leads that are not known, counts each event once and refuses the rest", async () => {
    const ctx = await marketer();
    const first = await importAll(ctx, "events", file, EVENTS);
    expect(counts(first)).toEqual([3, 0, 0, 2]);
    expect(first.refusals.map(({ line, column, code }) => [line, column, code])).toEqual([
      [5, "name", "missing_value"],
      [6, "at", "not_a_date"],
    ]);
    expect(await all(ctx, leads)).toHaveLength(2);
    const before = await all(ctx, events);
    expect(counts(await importAll(ctx, "events", file, EVENTS))).toEqual([0, 0, 3, 2]);
    expect(await all(ctx, events)).toEqual(before);
  });
  it("takes message ids and one name for all rows", async () => {
    const ctx = await marketer();
    const mapping: MappingInput = {
      columns: { id: "user_id", at: "occurred_at", m: "message_id" },
      event: "call",
    };
    const done = await importAll(
      ctx,
      "events",
      "id,at,m\nu1,2024-05-01,a\nu1,2024-05-01,b\nu1,2024-06-01,a\n",
      mapping,
    );
    expect(counts(done)).toEqual([2, 0, 1, 0]);
  });
});

describe("importing stages", () => {
  it("records each once, refuses unknown leads and words, and hands over an mql of its own", async () => {
    const ctx = await marketer();
    await importAll(ctx, "leads", "id,mail,title\nu1,,\nu2,,\n", LEADS);
    const file =
      "id,stage,at,worth\nu1,MQL,2024-01-01,\nu1,won,2024-02-01,1200.50\nu2,noise,2024-01-01,\nu9,mql,2024-01-01,\nu2,wat,2024-01-01,\n";
    const done = await importAll(ctx, "stages", file, STAGES);
    expect(counts(done)).toEqual([2, 0, 1, 2]);
    expect(done.refusals.map(({ line, code }) => [line, code])).toEqual([
      [5, "unknown_lead"],
      [6, "unknown_stage"],
    ]);
    const rows = await inWorkspace(ctx.workspaceId, (tx) => tx.select().from(handovers));
    expect(only(rows)).toMatchObject({ versionId: null, at: new Date("2024-01-01T00:00:00Z") });
    expect(counts(await importAll(ctx, "stages", file, STAGES))).toEqual([0, 0, 3, 2]);
    expect(await inWorkspace(ctx.workspaceId, (tx) => tx.select().from(handovers))).toHaveLength(1);
  });
});

describe("an import that is interrupted", () => {
  it("goes on after its last batch, without double rows", async () => {
    const ctx = await marketer();
    const id = await upload(ctx, "leads", many(3500).replace("u7,,", ",,"), LEADS);
    await prepare(ctx, id);
    const stop = new AbortController();
    await expect(runImport(ctx.workspaceId, id, stop.signal, () => stop.abort())).rejects.toThrow("aborted");
    expect(await getImport(ctx, { id })).toMatchObject({
      state: "running",
      rows_done: 1000,
      created: 999,
      refused: 1,
    });
    await runImport(ctx.workspaceId, id);
    expect(await getImport(ctx, { id })).toMatchObject({
      state: "done",
      rows_done: 3500,
      created: 3499,
      unchanged: 0,
      refused: 1,
    });
    expect(await all(ctx, leads)).toHaveLength(3499);
  });

  it("is never run by two at once: one of them finds itself superseded", async () => {
    const ctx = await marketer();
    const id = await upload(ctx, "leads", many(3000), LEADS);
    await prepare(ctx, id);
    await Promise.all([runImport(ctx.workspaceId, id), runImport(ctx.workspaceId, id)]);
    await runImport(ctx.workspaceId, id);
    expect(await getImport(ctx, { id })).toMatchObject({
      state: "done",
      rows_done: 3000,
      created: 3000,
      unchanged: 0,
    });
  });

  it("stays cancelled once cancelled, keeps what is in, and lets go of its file", async () => {
    const ctx = await marketer();
    const id = await upload(ctx, "leads", many(3000), LEADS);
    await prepare(ctx, id);
    let cancelled: Promise<unknown> | undefined;
    await runImport(ctx.workspaceId, id, undefined, () => {
      cancelled ??= cancelImport(ctx, { id });
    });
    await cancelled;
    await runImport(ctx.workspaceId, id);
    const seen = await getImport(ctx, { id });
    expect(seen.state).toBe("cancelled");
    expect(seen.rows_done).toBeLessThan(3000);
    expect(await all(ctx, leads)).toHaveLength(seen.created);
    const left = await inWorkspace(ctx.workspaceId, (tx) =>
      tx
        .select({ position: importChunks.position })
        .from(importChunks)
        .where(and(eq(importChunks.importId, id))),
    );
    expect(left).toEqual([]);
  });
});

describe("a file that breaks off", () => {
  it("keeps the rows before the break and names the line", async () => {
    const ctx = await marketer();
    const done = await importAll(ctx, "leads", 'id,mail,title\nu1,,a\nu2,,"open\nu3,,b\n', LEADS);
    expect(done).toMatchObject({
      state: "failed",
      rows_done: 1,
      created: 1,
      error: { code: "quote_not_closed", line: 3 },
    });
  });
  it("refuses alone a row that only the database cannot take", async () => {
    const ctx = await marketer();
    const owner = new pg.Client({ connectionString: database.url() });
    await owner.connect();
    await owner.query("alter table leads add constraint no_u3 check (external_id <> 'poison')");
    const file = many(40).replace("u33,,", "poison,,");
    const done = await importAll(ctx, "leads", file, LEADS);
    await owner.query("alter table leads drop constraint no_u3");
    await owner.end();
    expect(done).toMatchObject({ state: "done", rows_done: 40, created: 39, refused: 1 });
    expect(done.refusals).toMatchObject([
      { line: 35, code: "refused_by_database", row: ["poison", "", "t3"] },
    ]);
  });
});
