import { chmodSync, cpSync, lstatSync, mkdirSync, realpathSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect } from "vitest";
import { packagedBinaries } from "./binaries.ts";
import { relocation } from "./home.ts";
import { type DataDir, queryValue, testWithDataDir as test } from "./testing/data-dir.ts";
import { startHolder } from "./testing/holder.ts";

const NOBODY = 65534;

function copyWithoutLinks(folder: string): string {
  const copy = path.join(folder, "native");
  const options = { recursive: true, filter: (file: string) => !lstatSync(file).isSymbolicLink() };
  cpSync(packagedBinaries(), copy, options);
  return copy;
}

/** A data folder that only root can reach. */
function lockedUp(dataDir: DataDir): string {
  const closed = path.join(dataDir.parent, "closed");
  mkdirSync(closed, { mode: 0o700 });
  return path.join(closed, "data");
}

describe("the packaged programs", () => {
  test("work when npm ran no install scripts, so that links and modes are missing", async ({ dataDir }) => {
    const binaries = copyWithoutLinks(dataDir.parent);
    for (const program of ["postgres", "initdb"]) chmodSync(path.join(binaries, "bin", program), 0o644);
    const server = await dataDir.start({ binaries });
    expect(await queryValue(server.url, "select lower('ÀÉ' collate \"und-x-icu\")")).toBe("àé");
    await server.stop();
  });
});

// Only root can become somebody else; an ordinary user's tests of all other files cover the ordinary user.
if (process.getuid?.() === 0) {
  describe("started by root, the server", () => {
    test("runs as another account, and again as the one that owns the data", async ({ dataDir }) => {
      const first = await dataDir.start({ waysForRoot: ["account"] });
      const owner = statSync(path.join(dataDir.path, "pg")).uid;
      expect(owner).not.toBe(0);
      expect(statSync(`/proc/${dataDir.postmaster().pid}`).uid).toBe(owner);
      await first.stop();
      const second = await dataDir.start();
      expect(statSync(`/proc/${dataDir.postmaster().pid}`).uid).toBe(owner);
      await second.stop();
    });

    test("runs in a user namespace over data below a 0700 folder, twice", async ({ dataDir }) => {
      const folder = lockedUp(dataDir);
      const first = await dataDir.start({ dataDir: folder, waysForRoot: ["account", "namespace"] });
      await queryValue(first.url, "create table kept as select 42 as answer");
      expect(statSync(path.join(folder, "pg")).uid).toBe(0);
      await first.stop();
      const second = await dataDir.start({ dataDir: folder });
      expect(await queryValue(second.url, "select answer from kept")).toBe(42);
      await second.stop();
    });

    test("moves to /var/lib where there are no user namespaces, twice", async ({ dataDir }) => {
      const folder = lockedUp(dataDir);
      const options = { dataDir: folder, waysForRoot: ["account", "relocation"] } as const;
      const first = await dataDir.start(options);
      const elsewhere = relocation(realpathSync(folder));
      await queryValue(first.url, "create table kept as select 42 as answer");
      expect(statSync(path.join(elsewhere, "pg")).uid).not.toBe(0);
      await first.stop();
      const second = await dataDir.start({ ...options, waysForRoot: undefined });
      expect(await queryValue(second.url, "select answer from kept")).toBe(42);
      await second.stop();
      rmSync(elsewhere, { recursive: true });
    });

    test("says what to do when no way is left", async ({ dataDir }) => {
      const start = dataDir.start({ dataDir: lockedUp(dataDir), waysForRoot: ["account"] });
      await expect(start).rejects.toThrow(/refuses to run as root[\s\S]*HOTSHEET_DATA/);
    });
  });

  describe("started by an ordinary user, the server", () => {
    test("runs as that user", async ({ dataDir }) => {
      chmodSync(dataDir.parent, 0o777);
      const holder = await startHolder(dataDir.path, { uid: NOBODY, gid: NOBODY });
      expect(await queryValue(holder.url, "select 1")).toBe(1);
      expect(statSync(`/proc/${dataDir.postmaster().pid}`).uid).toBe(NOBODY);
      await holder.stop();
    });
  });
}
