import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { closePool } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded/start.ts";
import { checkAppRole } from "#db/migrate/check.ts";
import { migrateDatabase } from "#db/migrate/migrate.ts";
import { onServer, withDatabase } from "#db/testing/server.ts";
import { env, resetEnv } from "#lib/env.ts";
import { stopBoss } from "#lib/jobs/boss.ts";

export type BenchDatabase = {
  /** The owner's connection, for loading data and for what only an owner may do. */
  owner: pg.Client;
  drop(): Promise<void>;
};

async function chooseServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = env().DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const dataDir = await mkdtemp(path.join(tmpdir(), "hotsheet-bench-"));
  await chmod(dataDir, 0o711); // root's bench runs the server as an account that must be able to enter
  const server = await startEmbeddedPostgres({ dataDir });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Makes a database for this run alone, on the server of DATABASE_URL or else on an embedded one in a temporary folder
 * (with the settings it always has), and points `env()` at it. `drop` takes all of it away again.
 */
export async function createBenchDatabase(): Promise<BenchDatabase> {
  const before = { DATABASE_URL: process.env.DATABASE_URL, DATABASE_APP_URL: process.env.DATABASE_APP_URL };
  const server = await chooseServer();
  const name = `hotsheet_bench_${randomBytes(4).toString("hex")}`;
  await onServer(server.url, `create database ${name}`);
  const url = withDatabase(server.url, name);
  process.env.DATABASE_URL = url;
  if (before.DATABASE_APP_URL) process.env.DATABASE_APP_URL = withDatabase(before.DATABASE_APP_URL, name);
  resetEnv();
  const owner = new pg.Client({ connectionString: url, application_name: "hotsheet bench" });
  const drop = async () => {
    await stopBoss(1_000);
    await closePool();
    await owner.end();
    await onServer(server.url, `drop database if exists ${name} with (force)`);
    await server.stop();
    for (const [key, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[key];
      else process.env[key] = value;
    }
    resetEnv();
  };
  try {
    await migrateDatabase(url);
    await checkAppRole();
    await owner.connect();
    return { owner, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}
