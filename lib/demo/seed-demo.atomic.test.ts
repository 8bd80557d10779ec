import pg from "pg";
import { expect, test } from "vitest";
import { inWorkspace, workspaceIds } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { verifyPassword } from "../auth/password.ts";
import { DEMO_MEMBERS, DEMO_PASSWORD } from "./members.ts";
import { seedDemo } from "./seed-demo.ts";

const database = useTestDatabase();
const FEW = 120;
const seed = () => seedDemo({ now: new Date(), seed: 7, leads: FEW });

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const WAITING = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into events%'`;

test("a seeding that is killed half-way leaves nothing behind and can start over", async () => {
  const failed = await asOwner(async (client) => {
    await client.query("begin");
    await client.query("lock table events in exclusive mode");
    const outcome = seed().then(
      () => "made",
      () => "failed",
    );
    // Not on the locking client: a transaction sees pg_stat_activity as it was when it first looked.
    for (let killed = 0; killed === 0; ) {
      killed = await asOwner(async (looking) => (await looking.query(WAITING)).rowCount ?? 0);
    }
    await client.query("rollback");
    return outcome;
  });
  expect(failed).toBe("failed");
  expect(await workspaceIds()).toEqual([]);
  expect(await asOwner(async (client) => (await client.query("select email from users")).rows)).toEqual([]);
});

test("two seedings at once make one demo, and a third does nothing; other workspaces stay as they were", async () => {
  const other = await createWorkspace();
  await createMember(other, "admin");
  const both = await Promise.all([seed(), seed()]);
  expect(both.map(({ made }) => made).sort()).toEqual([false, true]);
  expect(await seed()).toMatchObject({ made: false, workspaceId: both[0]?.workspaceId });
  expect(await workspaceIds()).toEqual([other, both[0]?.workspaceId]);
  const inOther = await inWorkspace(other, (tx) => tx.$client.query("select id from leads"));
  expect(inOther.rows).toEqual([]);
});

test("everybody in the demo can sign in with the one password", async () => {
  const rows = await asOwner(
    async (client) =>
      (
        await client.query<{ email: string; role: string; password_hash: string }>(
          `select u.email, m.role, u.password_hash from users u join members m on m.user_id = u.id
           join workspaces w on w.id = m.workspace_id where w.is_demo order by u.id`,
        )
      ).rows,
  );
  expect(rows.map(({ email, role }) => ({ email, role }))).toEqual(
    DEMO_MEMBERS.map(({ email, role }) => ({ email, role })),
  );
  const hashes = [...new Set(rows.map((row) => row.password_hash))];
  for (const hash of hashes) expect(await verifyPassword(DEMO_PASSWORD, hash)).toBe(true);
});
