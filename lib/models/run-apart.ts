import { spawn } from "node:child_process";
import { inWorkspace } from "#db/client.ts";
import { log } from "../log.ts";

const SCRIPT = "scripts/model.ts";
const MOST_TEXT = 2_000;

/**
 * Trains or predicts in a process of its own: the app neither waits for a processor nor keeps the memory.
 * @throws Error where the process failed; the model says so until a later training succeeds
 */
export async function runApart(
  what: "train" | "predict",
  workspaceId: number,
  modelId: number,
  signal?: AbortSignal,
): Promise<void> {
  const child = spawn(process.execPath, [SCRIPT, what, String(workspaceId), String(modelId)], {
    stdio: ["ignore", "inherit", "pipe"],
    signal,
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-MOST_TEXT);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code === 0) return;
  log.error({ workspaceId, modelId, code, said }, "a model could not be trained");
  if (what === "train" && !signal?.aborted)
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        "update models set training = false, failure = $3 where workspace_id = $1 and id = $2",
        [workspaceId, modelId, "failed"],
      ),
    );
  throw new Error(`The process that ${what}s model ${modelId} ended with ${code}`);
}
