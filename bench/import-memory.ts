// Imports a file of so many megabytes into a new workspace and prints this process's peak of resident memory in MB.
// A process of its own (see figures/import.ts), because a peak never goes down again.
import { closePool } from "#db/client.ts";
import { createWorkspace } from "#db/testing/factories.ts";
import { systemContext } from "#lib/context.ts";
import { getImport } from "#lib/imports/get-import.ts";
import { prepareImport } from "#lib/imports/prepare.ts";
import { runImport } from "#lib/imports/run.ts";
import { runCommand } from "#lib/runtime/command.ts";
import { uploadCsv } from "./data/csv.ts";

const NOTES = 4_000;

/** Watches resident memory; `process.resourceUsage().maxRSS` would start at the parent's. Returns the peak in MB. */
function watchMemory(): () => number {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    look();
    return peak / 1024 ** 2;
  };
}

await runCommand(async () => {
  const megabytes = Number(process.argv[2]);
  if (!(megabytes > 0)) throw new Error("Usage: node bench/import-memory.ts MEGABYTES");
  const rows = Math.ceil((megabytes * 1024 ** 2) / (NOTES + 110));
  const ctx = systemContext(await createWorkspace(), "bench");
  const peak = watchMemory();
  try {
    const id = await uploadCsv(ctx, rows, NOTES);
    await prepareImport(ctx, id, async () => undefined);
    await runImport(ctx.workspaceId, id);
    const { state, created, bytes } = await getImport(ctx, { id });
    if (state !== "done" || created !== rows)
      throw new Error(`the import is ${state}: ${created} of ${rows} created`);
    if (bytes < megabytes * 1024 ** 2 * 0.99) throw new Error(`the file had ${bytes} bytes only`);
    console.log(peak().toFixed(1));
  } finally {
    peak();
    await closePool();
  }
  return 0;
});
