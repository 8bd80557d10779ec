import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { readConfig, type ServerConfig, writeConfig } from "./config.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import type { Home } from "./home.ts";
import { freePort } from "./ports.ts";

/** UTF-8, ICU's root locale, checksums on every page, scram passwords on every connection. */
const INITDB_ARGS = [
  "--username=postgres",
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=icu",
  "--icu-locale=und",
  "--data-checksums",
  "--no-instructions",
];

/**
 * The configuration of the database cluster at `home`, which is created when there is none yet. It gets its
 * final name only when complete, so a kill in between costs nothing but a new start.
 */
export async function ensureCluster(home: Home): Promise<ServerConfig> {
  const known = readConfig(home.configFile);
  if (existsSync(path.join(home.pgDir, "PG_VERSION"))) {
    if (known) return known;
    throw new EmbeddedPostgresError(
      `${home.pgDir} holds a database, but ${home.configFile} with its password is gone.`,
      {
        advice: `Restore ${home.configFile} from a backup, or remove both to start with an empty database.`,
      },
    );
  }
  const config = { password: randomBytes(24).toString("base64url"), port: await freePort() };
  const parent = path.dirname(home.pgDir);
  for (const name of readdirSync(parent)) {
    if (name.startsWith("pg.init-")) rmSync(path.join(parent, name), { recursive: true, force: true });
  }
  const work = path.join(parent, `pg.init-${process.pid}`);
  await initdb(home, work, config.password);
  writeConfig(home.configFile, config);
  renameSync(path.join(work, "data"), home.pgDir);
  rmSync(work, { recursive: true });
  return config;
}

async function initdb(home: Home, work: string, password: string): Promise<void> {
  const [data, passwordFile] = [path.join(work, "data"), path.join(work, "password")];
  mkdirSync(work, { mode: 0o700 });
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const file of [work, data, passwordFile]) home.runner.give(file);

  const args = [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...INITDB_ARGS];
  const log = openSync(home.logFile, "a", 0o600);
  try {
    const child = home.runner.spawn(path.join(home.native, "bin", "initdb"), args, {
      stdio: ["ignore", log, log],
    });
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`initdb ended with ${code}`);
  } catch (cause) {
    rmSync(work, { recursive: true, force: true });
    const what = `The embedded PostgreSQL could not create its database (initdb, ${home.runner.as}).`;
    throw new EmbeddedPostgresError(what, { output: String(cause), logFile: home.logFile, cause });
  } finally {
    closeSync(log);
  }
}
