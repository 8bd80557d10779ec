import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { startEmbeddedPostgres } from "#db/embedded/start.ts";
import { checkAppRole } from "#db/migrate/check.ts";
import { migrateDatabase } from "#db/migrate/migrate.ts";
import { env, resetEnv } from "../env.ts";

export type Database = { url: string; embedded: boolean; stop(): Promise<void> };

/**
 * Makes sure there is a migrated database and that `DATABASE_URL` names it: the operator's own where it is set,
 * else the embedded server, started or joined. `stop` lets go of the embedded one.
 * @param always see `migrateDatabase`.
 * @throws Error in words an operator can act on.
 */
export async function ensureDatabase(always = false): Promise<Database> {
  const given = env().DATABASE_URL;
  const server = given
    ? { url: given, stop: async () => undefined }
    : await startEmbeddedPostgres({ dataDir: dataDir() });
  process.env.DATABASE_URL = server.url;
  resetEnv();
  try {
    await migrateDatabase(server.url, always);
    await checkAppRole();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.url, embedded: given === undefined, stop: server.stop };
}

/** Where this installation keeps what is its own, as an absolute path. */
export function dataDir(): string {
  return path.resolve(env().HOTSHEET_DATA);
}

/**
 * Makes sure that `AUTH_SECRET` is set: the operator's own, else one made at first start and kept in the data folder,
 * readable by its owner only.
 */
export async function ensureAuthSecret(): Promise<void> {
  if (env().AUTH_SECRET) return;
  const file = path.join(dataDir(), "auth-secret");
  await mkdir(dataDir(), { recursive: true });
  try {
    await writeFile(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  process.env.AUTH_SECRET = (await readFile(file, "utf8")).trim();
  resetEnv();
}
