import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Absolute path of the program `name` on PATH, or undefined. */
export function which(name: string): string | undefined {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

/** Runs a program with its output on stderr, so that stdout stays the caller's. True when it exits with 0. */
export function runOnStderr(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: ["ignore", 2, 2], env }).status === 0;
}

/**
 * Installs Debian packages; refreshes the package lists only when the first try fails.
 * False when this is no Debian, we are not root, or apt-get gave up.
 */
export function aptInstall(packages: string[]): boolean {
  if (process.getuid?.() !== 0 || which("apt-get") === undefined) return false;
  const install = () => runOnStderr("apt-get", ["install", "-y", "--no-install-recommends", ...packages]);
  return install() || (runOnStderr("apt-get", ["update"]) && install());
}
