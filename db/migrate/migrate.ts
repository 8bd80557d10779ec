import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { installQueues } from "./queues.ts";
import { secure } from "./secure.ts";

/** Any number will do, as long as all processes that migrate take the same one. */
const LOCK = 4_670_214;
const FOLDER = fileURLToPath(new URL("../../drizzle", import.meta.url));

/**
 * Brings the database at `url` (the owner's login) to the newest schema: migrations, job queues, roles and
 * row-level security. Idempotent; a second process that starts at once waits for the first. Where nothing is new it locks
 * no table, so that a process may start while others work.
 * @param always applies policies and grants also where they are as they were left.
 */
export async function migrateDatabase(url: string, always = false): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "hotsheet migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await applyMigrations(drizzle({ client }), { migrationsFolder: FOLDER });
    await installQueues(url);
    await client.query("begin");
    await secure(client, always);
    await client.query("commit");
  } finally {
    await client.end();
  }
}
