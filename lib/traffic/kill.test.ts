import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { addPattern } from "./add-pattern.ts";
import { applyPattern } from "./apply-pattern.ts";

const database = useTestDatabase();

const EVENTS = 30_000;
const RUN = `
  import { applyPattern } from "#lib/traffic/apply-pattern.ts";
  const [workspace, id] = process.argv.slice(1).map(Number);
  await applyPattern(workspace, id);
`;

test("a job whose process is killed goes on where it was, and marks each event once", async () => {
  const { ctx } = await createMember(await createWorkspace(), "admin");
  const { workspaceId } = ctx;
  const query = async <T>(sql: string): Promise<T[]> =>
    inWorkspace(workspaceId, async (tx) => (await tx.$client.query(sql, [workspaceId])).rows as T[]);
  await query("insert into leads (workspace_id) select $1 from generate_series(1, 200)");
  await query(
    "insert into activities (workspace_id, name, properties, hash) values ($1, 'a', '{}', gen_random_uuid())",
  );
  await query(
    `insert into events (workspace_id, lead_id, occurred_at, activity_id, message_id, rest)
     select $1, l.id, now() - n * interval '1 hour', a.id, gen_random_uuid(), '{"context":{"userAgent":"Site Watch"}}'
     from leads l, activities a, generate_series(1, ${EVENTS / 200}) n where l.workspace_id = $1 and a.workspace_id = $1`,
  );
  const { id } = await addPattern(ctx, { kind: "contains", text: "site watch" });
  const child = spawn(
    process.execPath,
    ["--input-type=module", "--eval", RUN, String(workspaceId), String(id)],
    {
      cwd: process.cwd(),
      env: { ...process.env, DATABASE_URL: database.url() },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const marked = async () =>
    (await query<{ marked: number }>("select marked from traffic_patterns where workspace_id = $1"))[0]
      ?.marked ?? 0;
  await vi.waitFor(async () => expect(await marked()).toBeGreaterThan(0), { timeout: 20_000, interval: 10 });
  child.kill("SIGKILL");
  await once(child, "exit");
  const before = await marked();
  expect(before).toBeLessThan(EVENTS);
  expect(await applyPattern(workspaceId, id)).toBe(EVENTS - before);
  expect(await marked()).toBe(EVENTS);
  expect(
    await query("select counts, count(*)::int as n from events where workspace_id = $1 group by 1"),
  ).toEqual([{ counts: false, n: EVENTS }]);
});
