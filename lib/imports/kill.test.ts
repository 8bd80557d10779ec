import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { getImport } from "./get-import.ts";
import { runImport } from "./run.ts";
import { prepare, upload } from "./testing.ts";

const database = useTestDatabase();

const RUN = `
  import { runImport } from "#lib/imports/run.ts";
  const [workspace, id] = process.argv.slice(1).map(Number);
  await runImport(workspace, id, undefined, (rows) => console.log(rows));
  console.log("finished");
`;

it("an import whose process is killed goes on where it was, with no row twice", async () => {
  const rows = 20_000;
  const { ctx } = await createMember(await createWorkspace(), "admin");
  const lines = Array.from(
    { length: rows },
    (_, n) => `u${n},page_viewed,2024-05-01 10:00:${String(n % 60).padStart(2, "0")}\n`,
  );
  const id = await upload(ctx, "events", `id,name,at\n${lines.join("")}`, {
    columns: { id: "user_id", name: "event", at: "occurred_at" },
  });
  await prepare(ctx, id);

  const child = spawn(
    process.execPath,
    ["--input-type=module", "--eval", RUN, String(ctx.workspaceId), String(id)],
    {
      cwd: process.cwd(),
      env: { ...process.env, DATABASE_URL: database.url() },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [first] = await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(String(first)).not.toContain("finished");

  const killed = await getImport(ctx, { id });
  expect(killed.state).toBe("running");
  expect(killed.rows_done).toBeGreaterThan(0);
  expect(killed.rows_done).toBeLessThan(rows);
  await runImport(ctx.workspaceId, id);
  expect(await getImport(ctx, { id })).toMatchObject({
    state: "done",
    rows_done: rows,
    created: rows,
    unchanged: 0,
    refused: 0,
  });
  const { rows: found } = await inWorkspace(ctx.workspaceId, (tx) =>
    tx.$client.query("select count(*)::int as n from events"),
  );
  expect(found).toEqual([{ n: rows }]);
});
