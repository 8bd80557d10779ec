import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const SCRIPT = fileURLToPath(new URL("run-holder.ts", import.meta.url));
const report = z.object({ url: z.string(), started: z.boolean() });

/** Another process that holds the server. */
export type Holder = { url: string; started: boolean; process: ChildProcess; stop(): Promise<void> };

/** Starts one; `options` may give it another user. Rejects with what it wrote on stderr when it fails. */
export async function startHolder(dataDir: string, options: SpawnOptions = {}): Promise<Holder> {
  const child = spawn(process.execPath, [SCRIPT, dataDir, JSON.stringify({ fsync: "off" })], {
    ...options,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const [stdin, stdout, stderr] = [child.stdin, child.stdout, child.stderr];
  if (!stdin || !stdout || !stderr) throw new Error("The holder has no pipes.");
  let errors = "";
  stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const exited = once(child, "exit");
  const line = await Promise.race([
    once(createInterface(stdout), "line").then(([text]) => String(text)),
    exited.then(([code]) => Promise.reject(new Error(`The holder ended with ${code}: ${errors}`))),
  ]);
  return {
    ...report.parse(JSON.parse(line)),
    process: child,
    stop: async () => {
      stdin.end();
      await exited;
    },
  };
}
