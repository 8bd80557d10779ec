import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inspectProcess } from "./processes.ts";

/**
 * Notes that this process uses the server, as a file named after its pid. Returns a function that takes the
 * note back. To be called under the lock.
 */
export function addHolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${process.pid}.${randomUUID()}`);
  writeFileSync(file, inspectProcess(process.pid)?.born ?? "");
  return () => rmSync(file, { force: true });
}

/** True while some live process holds the server. Clears the notes of processes that were killed. */
export function hasHolders(folder: string): boolean {
  // Somebody may remove the data folder while the server runs.
  if (!existsSync(folder)) return false;
  let held = false;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const info = inspectProcess(Number.parseInt(name, 10));
    if (info && !info.zombie && info.born === readFileSync(file, "utf8")) held = true;
    else rmSync(file, { force: true });
  }
  return held;
}
