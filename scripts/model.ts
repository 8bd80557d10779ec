import { setPriority } from "node:os";
import { closePool } from "#db/client.ts";
import { predictLeads } from "#lib/models/predict-leads.ts";
import { trainModel } from "#lib/models/train-model.ts";
import { runCommand } from "#lib/runtime/command.ts";

/** `node scripts/model.ts train|predict WORKSPACE MODEL`: what jobs start, so that learning takes nothing from the app. */
await runCommand(async () => {
  const [what, workspace, model] = process.argv.slice(2);
  const [workspaceId, modelId] = [Number(workspace), Number(model)];
  // Whoever waits for a page comes first.
  setPriority(10);
  try {
    if (what === "train") await trainModel(workspaceId, modelId);
    await predictLeads(workspaceId, modelId);
  } finally {
    await closePool();
  }
  return undefined;
});
