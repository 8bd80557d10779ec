// Trains a model as its job's process does and prints the seconds and the peak of resident memory in MB, as JSON.
import { closePool } from "#db/client.ts";
import { trainModel } from "#lib/models/train-model.ts";
import { runCommand } from "#lib/runtime/command.ts";

await runCommand(async () => {
  const [workspaceId = 0, modelId = 0] = process.argv.slice(2).map(Number);
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  const started = performance.now();
  try {
    await trainModel(workspaceId, modelId);
    look();
    console.log(
      JSON.stringify({ seconds: (performance.now() - started) / 1000, megabytes: peak / 1024 ** 2 }),
    );
  } finally {
    clearInterval(timer);
    await closePool();
  }
  return 0;
});
