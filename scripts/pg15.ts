// The oldest PostgreSQL that we support, for one command:
//   node scripts/pg15.ts -- npm run test:unit
// A throw-away server of Debian's PostgreSQL 15 on a free port; the command gets DATABASE_URL, the superuser's
// URL of an empty database there. Ends with the command's exit code.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "../db/embedded/start.ts";
import { aptInstall } from "./apt-install.ts";

const NATIVE = "/usr/lib/postgresql/15";
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

async function run(command: string, args: string[], databaseUrl: string): Promise<number> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const child = spawn(command, args, { stdio: "inherit", env });
  // The command decides how to end; the server must outlive it, and be stopped after it.
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  const [code, signal] = await once(child, "exit");
  return typeof code === "number" ? code : 128 + os.constants.signals[signal as NodeJS.Signals];
}

const [command, ...args] = process.argv.slice(process.argv[2] === "--" ? 3 : 2);
if (!command) {
  console.error("Usage: node scripts/pg15.ts -- COMMAND [ARGUMENT…]");
  process.exit(64);
}
if (!existsSync(path.join(NATIVE, "bin", "postgres")) && !aptInstall(["postgresql-15"])) {
  console.error(`No PostgreSQL 15 in ${NATIVE}: run "apt-get install postgresql-15" as root (Debian 12).`);
  process.exit(69);
}
const folder = mkdtempSync(path.join(os.tmpdir(), "hotsheet-pg15-"));
// Root runs the server as another account, which must be able to pass through.
chmodSync(folder, 0o711);
try {
  const settings = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };
  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder, "data"),
    binaries: NATIVE,
    settings,
  });
  try {
    process.exitCode = await run(command, args, server.url);
  } catch (error) {
    console.error(`Cannot run ${command}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 127;
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
