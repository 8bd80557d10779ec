import { packagedBinaries, prepareBinaries } from "./binaries.ts";
import { ensureCluster } from "./cluster.ts";
import { connectionUrl } from "./config.ts";
import { createDatabase } from "./create-database.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import { addHolder, hasHolders } from "./holders.ts";
import { chooseHome, makeDataDir, type WayForRoot } from "./home.ts";
import { withLock } from "./lock.ts";
import { ensureRunning, type ServerSettings, shutDown } from "./server.ts";

export type EmbeddedPostgresOptions = {
  /** Gets `pg/` (data), `pg.json` (port, password), `pg.log` and `pg.holders/`. Created if missing. */
  dataDir: string;
  /** More `-c` settings; they count only when this call is the one that starts the server. */
  settings?: ServerSettings;
  /** A folder with bin/, lib/ and share/ of another PostgreSQL than npm's. */
  binaries?: string;
  /** Narrows the ways in which root may run the server. */
  waysForRoot?: readonly WayForRoot[];
};

export type EmbeddedPostgres = {
  /** The superuser's URL of the `hotsheet` database, on 127.0.0.1. */
  url: string;
  /** False when the server was running already. */
  started: boolean;
  /** Gives the server up. The last process to do so stops it (fast shutdown). May be called twice. */
  stop(): Promise<void>;
};

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that runs. Any number of processes may
 * do so at once. A process that is killed leaves the server running: the next start finds it and uses it.
 * Throws EmbeddedPostgresError, whose message says what failed and what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.platform === "win32") {
    throw new EmbeddedPostgresError("The embedded PostgreSQL is not supported on Windows.", {
      advice: "Use WSL, or set DATABASE_URL to a PostgreSQL server of your own.",
    });
  }
  const dataDir = makeDataDir(options.dataDir);
  return withLock(dataDir, async () => {
    const binaries = options.binaries ?? packagedBinaries();
    prepareBinaries(binaries);
    const home = chooseHome(dataDir, binaries, options.waysForRoot);
    const { config, started } = await ensureRunning(home, await ensureCluster(home), options.settings ?? {});
    await createDatabase(config, home.logFile);
    const removeHolder = addHolder(home.holdersDir);
    let stopping: Promise<void> | undefined;
    const stop = () =>
      withLock(dataDir, async () => {
        removeHolder();
        if (!hasHolders(home.holdersDir)) await shutDown(home);
      });
    return {
      url: connectionUrl(config),
      started,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  });
}
