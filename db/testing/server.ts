import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../embedded/start.ts";
import { migrateDatabase } from "../migrate/migrate.ts";

export const TEMPLATE = "hotsheet_test_template";

/** The same server and login, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

/** Runs one statement on the server's maintenance database. */
export const onServer = (url: string, statement: string): Promise<void> =>
  onDatabase(withDatabase(url, "postgres"), statement);

/** Runs one statement with the rights of the login in `url`. */
export async function onDatabase(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * A PostgreSQL for tests: the one of DATABASE_URL (which must be on this machine), else an embedded one
 * without fsync in a temporary folder; with a migrated template to clone.
 */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given && !["localhost", "127.0.0.1", "[::1]"].includes(new URL(given).hostname)) {
    throw new Error(
      "Tests create and drop databases: they refuse a DATABASE_URL that is not on this machine.",
    );
  }
  const server = given ? { url: given, stop: async () => undefined } : await startTemporary();
  await onServer(server.url, `drop database if exists ${TEMPLATE} with (force)`);
  await onServer(server.url, `create database ${TEMPLATE}`);
  await migrateDatabase(withDatabase(server.url, TEMPLATE));
  return server;
}

async function startTemporary(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "hotsheet-test-"));
  await chmod(dataDir, 0o711); // root's tests run the server as an account that must be able to enter
  const server = await startEmbeddedPostgres({
    dataDir,
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
