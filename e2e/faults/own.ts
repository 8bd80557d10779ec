import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { closePool } from "../../db/client.ts";
import { findPostmaster } from "../../db/embedded/postmaster.ts";
import { startEmbeddedPostgres } from "../../db/embedded/start.ts";
import { migrateDatabase } from "../../db/migrate/migrate.ts";
import { createMember, createWorkspace } from "../../db/testing/factories.ts";
import { resetEnv } from "../../lib/env.ts";
import { createActiveSheet } from "../../lib/scores/testing.ts";
import { createSource } from "../../lib/sources/create-source.ts";
import { test as base, expect } from "../fixtures.ts";
import { type Served, serve } from "../serve.ts";

/** Only what a killed process must survive: the machine itself is not switched off. */
const SETTINGS = { fsync: "off", full_page_writes: "off" };

/** What goes wrong is what is tested: it need not be told a thousand times. */
const QUIET = { LOG_LEVEL: "fatal" };

export type Own = {
  workspaceId: number;
  writeKey: string;
  /** Another source of the same workspace, or of another one. */
  newKey(workspaceId?: number): Promise<string>;
  server: Served;
  /** kill -9, and the same server again on the same port. */
  restartServer(): Promise<void>;
  /** Stops PostgreSQL: `SIGQUIT` is `pg_ctl -m immediate`, `SIGINT` is `-m fast`. */
  stopDatabase(signal: "SIGQUIT" | "SIGINT"): Promise<void>;
  startDatabase(): Promise<void>;
};

/** A database server and a Hotsheet of this test's own, to be killed as it likes. */
export const test = base.extend<{ own: Own }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixture names from this pattern.
  own: async ({}, use) => {
    const dataDir = await mkdtemp(path.join(tmpdir(), "hotsheet-faults-"));
    await chmod(dataDir, 0o711); // root's tests run the server as an account that must be able to enter
    let postgres = await startEmbeddedPostgres({ dataDir, settings: SETTINGS });
    await migrateDatabase(postgres.url);
    const before = process.env.DATABASE_URL;
    const connect = async (url: string | undefined) => {
      await closePool();
      process.env.DATABASE_URL = url;
      resetEnv();
    };
    await connect(postgres.url);
    const workspaceId = await createWorkspace();
    await createActiveSheet(workspaceId);
    const newKey = async (id = workspaceId) =>
      (await createSource((await createMember(id, "admin")).ctx, { name: "Website" })).write_key;
    const own: Own = {
      workspaceId,
      writeKey: await newKey(),
      newKey,
      server: await serve(QUIET),
      async restartServer() {
        await own.server.kill();
        own.server = await serve({ ...QUIET, PORT: new URL(own.server.url).port });
      },
      async stopDatabase(signal) {
        const found = findPostmaster(path.join(dataDir, "pg"));
        if (!found) throw new Error("PostgreSQL does not run");
        process.kill(found.pid, signal);
        await expect.poll(() => findPostmaster(path.join(dataDir, "pg"))).toBeUndefined();
      },
      async startDatabase() {
        postgres = await startEmbeddedPostgres({ dataDir, settings: SETTINGS });
      },
    };
    await use(own);
    await own.server.stop();
    await connect(before);
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  },
});

export const pause = (ms: number): Promise<void> => delay(ms);

export { expect };
