import pg from "pg";
import { connectionUrl, type ServerConfig } from "./config.ts";
import { EmbeddedPostgresError } from "./errors.ts";

const CONNECT_TIMEOUT_MS = 10_000;

/** Makes the `hotsheet` database if it is missing; proves on the way that the password opens the server. */
export async function createDatabase(config: ServerConfig, logFile: string): Promise<void> {
  const client = new pg.Client({
    connectionString: connectionUrl(config, "postgres"),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  try {
    await client.connect();
    const { rowCount } = await client.query("select from pg_database where datname = 'hotsheet'");
    if (rowCount === 0) await client.query("create database hotsheet");
  } catch (error) {
    throw new EmbeddedPostgresError(`The embedded PostgreSQL on port ${config.port} runs, but refused us.`, {
      output: error instanceof Error ? error.message : undefined,
      logFile,
      cause: error,
      advice: "If its pg.json was replaced, restore it; else stop the server and start again.",
    });
  } finally {
    await client.end();
  }
}
