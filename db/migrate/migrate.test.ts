import pg from "pg";
import { expect, test } from "vitest";
import { useTestDatabase } from "../testing/database.ts";
import { migrateDatabase } from "./migrate.ts";

const database = useTestDatabase();

/** A statement of the owner's. */
async function asOwner<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const policies = () =>
  asOwner<{ n: number }>("select count(*)::int as n from pg_policy where polrelid = 'leads'::regclass");

test("a process starts while a transaction of another one is open on every table", async () => {
  const other = new pg.Client({ connectionString: database.url() });
  await other.connect();
  await other.query("begin");
  await other.query("lock table leads, events, scores, workspaces, members in row exclusive mode");
  await migrateDatabase(database.url());
  await other.query("rollback");
  await other.end();
});

test("a table that came since is put under row-level security, and what was taken away by hand is put back when asked for", async () => {
  await asOwner("create table later (workspace_id integer not null)");
  await migrateDatabase(database.url());
  expect(
    await asOwner("select relforcerowsecurity as forced from pg_class where oid = 'later'::regclass"),
  ).toEqual([{ forced: true }]);
  await asOwner("drop policy tenant on leads");
  expect(await policies()).toEqual([{ n: 0 }]);
  await migrateDatabase(database.url(), true);
  expect(await policies()).toEqual([{ n: 1 }]);
});
