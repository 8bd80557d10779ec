// Trains a model as its job's process does and prints the seconds and the peak of resident memory in MB, as JSON.
import { existsSync, readFileSync } from "node:fs";
import { closePool } from "#db/client.ts";
import { trainModel } from "#lib/models/train-model.ts";
import { runCommand } from "#lib/runtime/command.ts";

/** The kernel's own peak where it says so: a timer would not fire while models are fitted. In MB. */
function peakMemory(): number {
  const status = "/proc/self/status";
  const said = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, "utf8"))?.[1] : undefined;
  return (said === undefined ? process.resourceUsage().maxRSS : Number(said)) / 1024;
}

await runCommand(async () => {
  const [workspaceId = 0, modelId = 0] = process.argv.slice(2).map(Number);
  const started = performance.now();
  try {
    await trainModel(workspaceId, modelId);
    const seconds = (performance.now() - started) / 1000;
    console.log(JSON.stringify({ seconds, megabytes: peakMemory() }));
  } finally {
    await closePool();
  }
  return 0;
});
