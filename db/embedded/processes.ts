import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** `born` tells two processes apart that got the same pid; `command` is the argument list, joined by blanks. */
export type ProcessInfo = { zombie: boolean; born: string; command: string };

/** What is known of the process `pid`, or undefined when there is none. Asks /proc, or ps where there is no /proc. */
export function inspectProcess(pid: number, procDir = "/proc"): ProcessInfo | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return existsSync(`${procDir}/self/stat`) ? fromProc(pid, procDir) : fromPs(pid);
}

/** True while the process exists and has not ended: a zombie has ended. */
export function isRunning(pid: number): boolean {
  const info = inspectProcess(pid);
  return info !== undefined && !info.zombie;
}

/** proc(5): the command name is in parentheses and may hold blanks; state is field 3, start time field 22. */
function fromProc(pid: number, procDir: string): ProcessInfo | undefined {
  try {
    const stat = readFileSync(`${procDir}/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = readFileSync(`${procDir}/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { zombie: fields[0] === "Z" || fields[0] === "X", born: fields[19] ?? "", command };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): ProcessInfo | undefined {
  let line: string;
  try {
    const args = ["-ww", "-o", "stat=", "-o", "lstart=", "-o", "command=", "-p", String(pid)];
    line = execFileSync("ps", args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } }).trim();
  } catch {
    return undefined;
  }
  const match = /^(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\d{4})\s+(.*)$/.exec(line);
  if (!match) return undefined;
  return { zombie: match[1]?.startsWith("Z") ?? false, born: match[2] ?? "", command: `${match[3]} ` };
}

/**
 * Resolves to true as soon as `condition` holds, to false after `timeoutMs`. It looks every 20 ms: the end
 * of a process that is not our child, and the server's "ready", send no signal.
 */
export async function until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
}
