import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { imports } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, only } from "#db/testing/factories.ts";
import { prepare, upload } from "#lib/imports/testing.ts";

const database = useTestDatabase();
const folder = mkdtempSync(path.join(tmpdir(), "hotsheet-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}
function run(...args: string[]): { code: number | null; out: string } {
  const env = { ...process.env, DATABASE_URL: database.url() };
  const done = spawnSync(process.execPath, ["scripts/import.ts", ...args], { env, encoding: "utf8" });
  return { code: done.status, out: done.stdout + done.stderr };
}

const leads = file("leads.csv", "id,mail\nu1,a@example.test\nu2,nobody\n");
const mapping = file("mapping.json", '{ "columns": { "id": "user_id", "mail": "email" } }');

const broken = file("broken.json", "{");
const elsewhere = file("elsewhere.json", '{ "columns": { "who": "user_id" } }');

describe("npm run import", () => {
  it("imports, names refused lines and ends well; with nothing but refusals it ends with 1", async () => {
    const workspace = String(await createWorkspace());
    const first = run("leads", leads, "--mapping", mapping, "--workspace", workspace);
    expect(first.out).toContain('line 3: mail: "nobody" is not an e-mail address');
    expect(first.out).toContain("done: 2 rows, 1 created, 0 updated, 0 unchanged, 1 refused");
    expect(first.code).toBe(0);
    const bad = file("bad.csv", "id,mail\nu1,nobody\n");
    expect(run("leads", bad, "--mapping", mapping, "--workspace", workspace).code).toBe(1);
  });

  it("goes on with an import that was interrupted", async () => {
    const { ctx } = await createMember(await createWorkspace(), "admin");
    const id = await upload(ctx, "leads", "id\nu1\nu2\n", { columns: { id: "user_id" } });
    await prepare(ctx, id);
    const resumed = run("--resume", String(id), "--workspace", String(ctx.workspaceId));
    expect(resumed).toMatchObject({ code: 0, out: expect.stringContaining("2 created") });
    const rows = await inWorkspace(ctx.workspaceId, (tx) =>
      tx.select({ state: imports.state }).from(imports),
    );
    expect(only(rows).state).toBe("done");
  });

  it.each([
    [["deals", leads, "--mapping", mapping], "Usage"],
    [["leads", leads, "--mapping", broken], "cannot be read as JSON"],
    [["leads", leads, "--mapping", mapping, "--workspace", "999999"], "There is no workspace 999999"],
    [["leads", leads, "--mapping", mapping], "choose one with --workspace"],
  ])("says what is wrong with its arguments: %j", async (args, message) => {
    await Promise.all([createWorkspace(), createWorkspace()]);
    expect(run(...args)).toMatchObject({ code: 1, out: expect.stringContaining(message) });
  });

  it("leaves nothing behind where the mapping does not fit the file", async () => {
    const workspaceId = await createWorkspace();
    const done = run("leads", leads, "--mapping", elsewhere, "--workspace", String(workspaceId));
    expect(done).toMatchObject({ code: 1, out: expect.stringContaining('The file has no column "who"') });
    expect(await inWorkspace(workspaceId, (tx) => tx.select().from(imports))).toEqual([]);
  });
});
