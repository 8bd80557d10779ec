import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type ServerConfig, writeConfig } from "./config.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import type { Home } from "./home.ts";
import { freePort } from "./ports.ts";
import { findPostmaster, removeStalePidFile } from "./postmaster.ts";
import { isRunning, until } from "./processes.ts";

export type ServerSettings = Record<string, string | number>;

const SETTINGS: ServerSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_preload_libraries: "pg_stat_statements",
  max_connections: 100,
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  effective_cache_size: "1GB",
  max_wal_size: "2GB",
  random_page_cost: 1.1,
};
const MAX_LOG_BYTES = 10_000_000;
/** Recovery after a crash may have much to replay. */
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 60_000;
/** How long processes that a killed server left behind may take to notice. */
const ORPHANS_TIMEOUT_MS = 15_000;
const ORPHANS_MESSAGE = "pre-existing shared memory block";

/** Finds the running server or starts one; resolves when it takes connections, on the port in `config`. */
export async function ensureRunning(
  home: Home,
  config: ServerConfig,
  settings: ServerSettings,
): Promise<{ config: ServerConfig; started: boolean }> {
  const found = findPostmaster(home.pgDir);
  if (found && (await settled(home, found.pid))) {
    return { config: remember(home, config, findPostmaster(home.pgDir)?.port), started: false };
  }
  const died = removeStalePidFile(home.pgDir);
  const orphansGoneBy = performance.now() + (died ? ORPHANS_TIMEOUT_MS : 0);
  for (;;) {
    const next = remember(home, config, await freePort(config.port));
    const problem = await boot(home, next.port, settings);
    if (problem === undefined) return { config: next, started: true };
    // Processes of a killed server leave by themselves; one inside a long query takes a moment.
    if (problem.includes(ORPHANS_MESSAGE) && performance.now() < orphansGoneBy) {
      await delay(100);
      continue;
    }
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL did not start (${home.runner.as}, ${home.pgDir}).`,
      {
        output: problem,
        logFile: home.logFile,
      },
    );
  }
}

/** Fast shutdown: ends open transactions, writes everything down. Resolves when the server is gone. */
export async function shutDown(home: Home): Promise<void> {
  const found = findPostmaster(home.pgDir);
  if (!found) return;
  process.kill(found.pid, "SIGINT");
  if (await until(() => !isRunning(found.pid), STOP_TIMEOUT_MS)) return;
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL (pid ${found.pid}) is still stopping after a minute.`,
    {
      logFile: home.logFile,
      advice: "It may be writing much data down: the next start waits for it.",
    },
  );
}

/** Waits until the live server is either ready (true) or, when it was stopping, gone (false). */
async function settled(home: Home, pid: number): Promise<boolean> {
  const isReady = () => findPostmaster(home.pgDir)?.status === "ready";
  const isSettled = await until(() => isReady() || !isRunning(pid), START_TIMEOUT_MS);
  if (isSettled) return isReady();
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL (pid ${pid}) is there, but takes no connections.`,
    {
      logFile: home.logFile,
      advice: "Wait until it has recovered its data, or end it with kill -INT and start again.",
    },
  );
}

/** Undefined when the server is ready, else what it wrote before it gave up. */
async function boot(home: Home, port: number, settings: ServerSettings): Promise<string | undefined> {
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const log = openLog(home.logFile);
  const logStart = statSync(home.logFile).size;
  let ended = false;
  let failure: string | undefined;
  // Detached: Ctrl-C in a terminal must reach the application first, which then stops the server.
  const child = home.runner.spawn(
    path.join(home.native, "bin", "postgres"),
    ["-D", home.pgDir, "-p", String(port), ...flags],
    { detached: true, stdio: ["ignore", log, log] },
  );
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", () => {
    ended = true;
  });
  child.unref();
  closeSync(log);
  const isReady = () => findPostmaster(home.pgDir)?.status === "ready";
  const isSettled = await until(() => ended || failure !== undefined || isReady(), START_TIMEOUT_MS);
  if (!isSettled) return "It was not ready after two minutes.";
  return ended ? readFileSync(home.logFile).subarray(logStart).toString("utf8") : failure;
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.old`);
  return openSync(file, "a", 0o600);
}

function remember(home: Home, config: ServerConfig, port = config.port): ServerConfig {
  if (port === config.port) return config;
  const next = { ...config, port };
  writeConfig(home.configFile, next);
  return next;
}
