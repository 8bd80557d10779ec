import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";
import { type Account, accountNamed, asAccount, asOurselves, inNamespace, type Runner } from "./runner.ts";

/** Ways for root to run a server that refuses to run as root, in order of preference. */
export const WAYS_FOR_ROOT = ["account", "namespace", "relocation"] as const;
export type WayForRoot = (typeof WAYS_FOR_ROOT)[number];

/** Where the server's files are, which programs it is run from, and as whom. */
export type Home = {
  pgDir: string;
  configFile: string;
  logFile: string;
  holdersDir: string;
  native: string;
  runner: Runner;
};

/** Creates the data folder if need be. Other accounts may pass through a new one, not list it. */
export function makeDataDir(dataDir: string): string {
  try {
    if (mkdirSync(dataDir, { recursive: true })) chmodSync(dataDir, 0o711);
    return realpathSync(dataDir);
  } catch (error) {
    throw new EmbeddedPostgresError(`Cannot create the data folder ${dataDir}.`, {
      output: error instanceof Error ? error.message : undefined,
      cause: error,
      advice: "Set HOTSHEET_DATA to a folder that this user can write.",
    });
  }
}

/**
 * Decides where and as whom the server runs: as ourselves, or, started by root, as the owner of existing
 * data, else as `postgres` or `nobody`. Where those cannot reach the checkout (a folder of mode 0700): in a
 * user namespace; where there are none: with copies of programs and data under /var/lib.
 */
export function chooseHome(
  dataDir: string,
  native: string,
  ways: readonly WayForRoot[] = WAYS_FOR_ROOT,
): Home {
  if (process.getuid?.() !== 0) return home(dataDir, native, asOurselves());
  const elsewhere = relocation(dataDir);
  const base = [dataDir, elsewhere].find((folder) => existsSync(path.join(folder, "pg"))) ?? dataDir;
  const owner = ownerOf(path.join(base, "pg"));
  const accounts = owner
    ? [owner].filter(({ uid }) => uid !== 0)
    : ["postgres", "nobody"].flatMap(accountNamed);

  if (ways.includes("account")) {
    const runner = accounts.map(asAccount).find((it) => it.canEnter(base) && it.canRun(native));
    if (runner) return home(base, native, runner);
  }
  if (ways.includes("namespace") && (!owner || owner.uid === 0)) {
    const runner = inNamespace();
    if (runner.canRun(native)) return home(base, native, runner);
  }
  if (ways.includes("relocation")) {
    const copy = copyPrograms(native, elsewhere);
    const runner = accounts.map(asAccount).find((it) => it.canRun(copy));
    if (runner?.canEnter(base)) return home(base, copy, runner);
    if (runner && !owner) return home(elsewhere, copy, runner);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL refuses to run as root, and no other account can reach ${base} (owner ${owner?.uid ?? "none"}).`,
    { advice: "Run this as an ordinary user, or set HOTSHEET_DATA to a folder outside of any 0700 folder." },
  );
}

function home(base: string, native: string, runner: Runner): Home {
  return {
    pgDir: path.join(base, "pg"),
    configFile: path.join(base, "pg.json"),
    logFile: path.join(base, "pg.log"),
    holdersDir: path.join(base, "pg.holders"),
    native,
    runner,
  };
}

/** The folder under /var/lib that stands in for a data folder which no other account can reach. */
export function relocation(dataDir: string): string {
  return `/var/lib/hotsheet-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`;
}

function ownerOf(folder: string): Account | undefined {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return { name: `user ${uid}`, uid, gid };
}

/** Copied anew for each place the programs come from, so that an upgrade of the package is not missed. */
function copyPrograms(native: string, folder: string): string {
  const { mtimeMs } = statSync(path.join(native, "bin", "postgres"));
  const version = createHash("sha256").update(`${native} ${mtimeMs}`).digest("hex").slice(0, 12);
  const copy = path.join(folder, `programs-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  rmSync(`${copy}.part`, { recursive: true, force: true });
  cpSync(native, `${copy}.part`, { recursive: true, verbatimSymlinks: true });
  chmodSync(`${copy}.part`, 0o755);
  renameSync(`${copy}.part`, copy);
  return copy;
}
