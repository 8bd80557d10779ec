import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import { stopBoss } from "../../lib/jobs/boss.ts";
import { closePool } from "../client.ts";
import { onServer, TEMPLATE, withDatabase } from "./server.ts";

/** Gives the test file a migrated database of its own, and makes `env()` point at it. Call once at the top. */
export function useTestDatabase(): { url(): string } {
  const name = `test_${randomBytes(6).toString("hex")}`;
  let url = "";
  beforeAll(async () => {
    const server = inject("serverUrl");
    await onServer(server, `create database ${name} template ${TEMPLATE}`);
    url = withDatabase(server, name);
    process.env.DATABASE_URL = url;
  });
  afterAll(async () => {
    await stopBoss(1_000);
    await closePool();
    await onServer(inject("serverUrl"), `drop database if exists ${name} with (force)`);
  });
  return { url: () => url };
}
