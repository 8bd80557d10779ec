import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { imports } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { resetEnv } from "../env.ts";
import { readFile } from "./chunks.ts";
import { labelOf } from "./create-import.ts";
import { getImport } from "./get-import.ts";
import { mappingSchema } from "./mapping.ts";
import { previewImport } from "./preview-import.ts";
import { runImport } from "./run.ts";
import { setMapping } from "./set-mapping.ts";
import { startImport } from "./start-import.ts";
import { upload } from "./testing.ts";
import { uploadImport } from "./upload-import.ts";

useTestDatabase();

afterEach(() => {
  delete process.env.HOTSHEET_IMPORT_MAX_BYTES;
  resetEnv();
});

const admin = async (): Promise<Context> => (await createMember(await createWorkspace(), "admin")).ctx;
const MAPPING = { columns: { id: "user_id", t: "attribute:t" } };

function request(parts: [string, string | File][]): Request {
  const data = new FormData();
  for (const [name, value] of parts) data.append(name, value);
  return new Request("http://localhost/api/v1/imports", { method: "POST", body: data });
}
const file = (content: string | Uint8Array<ArrayBuffer>, name = "leads.csv") => new File([content], name);
const stored = (ctx: Context) =>
  inWorkspace(ctx.workspaceId, (tx) =>
    tx.select().from(imports).where(eq(imports.workspaceId, ctx.workspaceId)),
  );

describe("uploading", () => {
  it("starts at once with a mapping, whatever the order of the parts", async () => {
    const ctx = await admin();
    const view = await uploadImport(
      ctx,
      {},
      request([
        ["file", file("id,t\nu1,5\n")],
        ["kind", "leads"],
        ["mapping", JSON.stringify(MAPPING)],
      ]),
    );
    expect(view).toMatchObject({ state: "running", kind: "leads", file_name: "leads.csv" });
    await runImport(ctx.workspaceId, view.id);
    expect(await getImport(ctx, { id: view.id })).toMatchObject({ state: "done", created: 1 });
  });
  it("takes the mapping as a file of its own too", async () => {
    const ctx = await admin();
    const parts: [string, string | File][] = [
      ["mapping", file(JSON.stringify(MAPPING), "mapping.json")],
      ["kind", "leads"],
      ["file", file("id,t\nu1,5\n")],
    ];
    expect(await uploadImport(ctx, {}, request(parts))).toMatchObject({ state: "running" });
  });
  it("only uploads without one", async () => {
    const ctx = await admin();
    const view = await uploadImport(
      ctx,
      {},
      request([
        ["kind", "stages"],
        ["file", file("a\n1\n")],
      ]),
    );
    expect(view).toMatchObject({ state: "uploaded", kind: "stages", mapping: null, bytes: 4 });
  });
  it("keeps a file of several pieces byte for byte", async () => {
    const ctx = await admin();
    const bytes = randomBytes(2_500_001);
    const view = await uploadImport(
      ctx,
      {},
      request([
        ["kind", "leads"],
        ["file", file(new Uint8Array(bytes))],
      ]),
    );
    const parts: Uint8Array[] = [];
    for await (const part of readFile(ctx.workspaceId, view.id)) parts.push(part);
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    expect(view.bytes).toBe(bytes.length);
  });
  it("takes a file's name as a label only", async () => {
    const ctx = await admin();
    const view = await uploadImport(
      ctx,
      {},
      request([
        ["kind", "leads"],
        ["file", file("a\n1\n", "../../etc/passwd")],
      ]),
    );
    expect(view.file_name).toBe("passwd");
    expect(
      ["..", "", "C:\\x\\y.csv", "a\u0000\u202eb.csv", "x".repeat(999)].map((name) =>
        labelOf(name).slice(0, 10),
      ),
    ).toEqual(["file.csv", "file.csv", "y.csv", "ab.csv", "xxxxxxxxxx"]);
  });
});

describe("an upload that is refused leaves nothing behind", () => {
  const refused = async (outcome: (ctx: Context) => Promise<unknown>, expected: object) => {
    const ctx = await admin();
    await expect(outcome(ctx)).rejects.toMatchObject(expected);
    expect(await stored(ctx)).toEqual([]);
  };
  it("no kind, an unknown kind", async () => {
    await refused((ctx) => uploadImport(ctx, {}, request([["file", file("a\n1\n")]])), { code: "invalid" });
    await refused(
      (ctx) =>
        uploadImport(
          ctx,
          {},
          request([
            ["kind", "deals"],
            ["file", file("a\n1\n")],
          ]),
        ),
      { code: "invalid" },
    );
  });
  it("no file, an empty file", async () => {
    await refused((ctx) => uploadImport(ctx, {}, request([["kind", "leads"]])), { code: "invalid" });
    await refused(
      (ctx) =>
        uploadImport(
          ctx,
          {},
          request([
            ["kind", "leads"],
            ["file", file("")],
          ]),
        ),
      { code: "invalid" },
    );
  });
  it("a mapping that is no JSON, has unknown keys, sends two columns to one field or names no column of the file", async () => {
    const mappings = [
      "{",
      JSON.stringify({ ...MAPPING, workspaceId: 1 }),
      JSON.stringify({ columns: { id: "user_id", t: "user_id" } }),
      JSON.stringify({ columns: { nobody: "user_id" } }),
    ];
    for (const mapping of mappings) {
      const parts: [string, string | File][] = [
        ["mapping", mapping],
        ["kind", "leads"],
        ["file", file("id,t\nu1,5\n")],
      ];
      await refused((ctx) => uploadImport(ctx, {}, request(parts)), { code: "invalid" });
    }
  });
  it("more than the configured size", async () => {
    process.env.HOTSHEET_IMPORT_MAX_BYTES = "2000000";
    resetEnv();
    const big = file("x".repeat(3_000_000));
    await refused(
      (ctx) =>
        uploadImport(
          ctx,
          {},
          request([
            ["kind", "leads"],
            ["file", big],
          ]),
        ),
      { code: "too_large" },
    );
  });
  it("a body that is no form, or one that is cut off", async () => {
    const post = (body: string, type: string) =>
      new Request("http://localhost/", { method: "POST", body, headers: { "content-type": type } });
    await refused((ctx) => uploadImport(ctx, {}, post("{}", "application/json")), { code: "malformed" });
    const cut = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid,t\nu1';
    await refused((ctx) => uploadImport(ctx, {}, post(cut, "multipart/form-data; boundary=b")), {
      code: "malformed",
    });
  });
});

describe("between upload and start", () => {
  it("a mapping may be kept unfinished, but not started", async () => {
    const ctx = await admin();
    const id = await upload(ctx, "leads", "id,t\nu1,5\n");
    const unfinished = mappingSchema.parse({ columns: { t: "attribute:t" } });
    await expect(setMapping(ctx, { ...unfinished, id, draft: "false" })).rejects.toMatchObject({
      code: "invalid",
    });
    const kept = await setMapping(ctx, { ...unfinished, id, draft: "true" });
    expect(kept.issues.map((issue) => issue.code)).toEqual(["identity_missing"]);
    expect((await getImport(ctx, { id })).mapping).toEqual(unfinished);
    await expect(startImport(ctx, { id })).rejects.toMatchObject({ code: "invalid" });
  });
  it("dates that could be read two ways must be decided", async () => {
    const ctx = await admin();
    const id = await upload(ctx, "leads", "id,t\nu1,03/04/2024\n", {
      columns: { id: "user_id", t: "known_at" },
    });
    await expect(startImport(ctx, { id })).rejects.toMatchObject({ issues: [{ code: "dates_ambiguous" }] });
  });
  it("a preview tells what would happen and writes nothing", async () => {
    const ctx = await admin();
    const id = await upload(ctx, "leads", "id,t\nu1,5\n,6\nu2,7\nu1,8\n", MAPPING);
    const preview = await previewImport(ctx, { id });
    expect(preview).toMatchObject({
      rows: 4,
      complete: true,
      created: 2,
      updated: 1,
      unchanged: 0,
      refused: 1,
    });
    expect(preview.samples[0]).toEqual({ line: 2, outcome: "created", values: { user_id: "u1", t: 5 } });
    expect(preview.refusals).toMatchObject([{ line: 3, code: "no_identity" }]);
    const { rows } = await inWorkspace(ctx.workspaceId, (tx) => tx.$client.query("select 1 from leads"));
    expect(rows).toEqual([]);
    expect(await getImport(ctx, { id })).toMatchObject({ state: "uploaded", rows_done: 0 });
  });
  it("a preview of a file that breaks off says where", async () => {
    const ctx = await admin();
    const id = await upload(ctx, "leads", 'id,t\nu1,5\n"open,6\n', MAPPING);
    expect(await previewImport(ctx, { id })).toMatchObject({
      rows: 1,
      created: 1,
      failure: { code: "quote_not_closed", line: 3 },
    });
  });
  it("what has been started is fixed, and what is over cannot be started", async () => {
    const ctx = await admin();
    const id = await upload(ctx, "leads", "id,t\nu1,5\n", MAPPING);
    await startImport(ctx, { id });
    await expect(
      setMapping(ctx, { ...mappingSchema.parse(MAPPING), id, draft: "false" }),
    ).rejects.toMatchObject({ code: "conflict" });
    await runImport(ctx.workspaceId, id);
    await expect(startImport(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
  });
});
