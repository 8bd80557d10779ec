import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { test } from "vitest";
import { relocation } from "../home.ts";
import { findPostmaster, type Postmaster } from "../postmaster.ts";
import { isRunning, until } from "../processes.ts";
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from "../start.ts";

export type DataDir = {
  /** `parent` is a temporary folder which every account may enter, `path` a data folder in it, not made yet. */
  parent: string;
  path: string;
  /** Starts it without fsync: the tests kill processes, not the machine. */
  start(options?: Partial<EmbeddedPostgresOptions>): ReturnType<typeof startEmbeddedPostgres>;
  /** The server that runs there; throws when there is none. */
  postmaster(): Postmaster;
  /** kill -9 of the server, and the time its children need to follow. */
  kill(): Promise<void>;
};

/** A test with a data folder of its own; whatever server is left there at the end is killed. */
export const testWithDataDir = test.extend<{ dataDir: DataDir }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest wants a pattern here, and this fixture needs no other
  dataDir: async ({}, use) => {
    const parent = realpathSync(mkdtempSync(path.join(os.tmpdir(), "hotsheet-pg-")));
    chmodSync(parent, 0o755);
    const folder = path.join(parent, "data");
    const folders = [folder, relocation(folder)];
    const running = () =>
      folders.map((it) => findPostmaster(path.join(it, "pg"))).find((it) => it !== undefined);
    const dataDir: DataDir = {
      parent,
      path: folder,
      start: (options = {}) =>
        startEmbeddedPostgres({ dataDir: folder, settings: { fsync: "off" }, ...options }),
      postmaster: () => {
        const found = running();
        if (!found) throw new Error(`No server runs in ${folder}.`);
        return found;
      },
      kill: async () => {
        const { pid } = dataDir.postmaster();
        process.kill(pid, "SIGKILL");
        await until(() => !isRunning(pid), 10_000);
      },
    };
    await use(dataDir);
    if (running()) await dataDir.kill();
    for (const it of [parent, relocation(folder)]) rmSync(it, { recursive: true, force: true });
  },
});

/** The first column of the first row. */
export async function queryValue(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed under an open connection is what some tests are about.
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** The text of a file of the data folder. */
export function fileText(dataDir: DataDir, name: string): string {
  return readFileSync(path.join(dataDir.path, name), "utf8");
}
