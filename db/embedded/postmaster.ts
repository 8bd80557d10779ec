import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { inspectProcess } from "./processes.ts";

/** `status` is the server's own word: "starting", "ready", "stopping" … */
export type Postmaster = { pid: number; port: number; status: string };

/**
 * The server that runs on the data directory `pgDir`, or undefined. A pid file alone proves nothing: it must
 * name a live process that was started with `-D pgDir`, for after a crash the pid may be anybody's.
 */
export function findPostmaster(pgDir: string): Postmaster | undefined {
  const lines = readPidFile(pgDir)?.split("\n");
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  const info = inspectProcess(pid);
  if (!info || info.zombie || !info.command.includes(`-D ${pgDir} `)) return undefined;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? "starting" };
}

/**
 * Removes the pid file of a server that is gone: PostgreSQL itself would refuse to start over an empty one,
 * a zombie's, or one whose pid another process got. Data stay safe: PostgreSQL also checks that no process
 * is attached to the directory's shared memory. True when there was one: the server did not stop, it died.
 */
export function removeStalePidFile(pgDir: string): boolean {
  const died = existsSync(pidFile(pgDir));
  rmSync(pidFile(pgDir), { force: true });
  return died;
}

function readPidFile(pgDir: string): string | undefined {
  try {
    return readFileSync(pidFile(pgDir), "utf8");
  } catch {
    return undefined;
  }
}

function pidFile(pgDir: string): string {
  return path.join(pgDir, "postmaster.pid");
}
