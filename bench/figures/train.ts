import { execFile } from "node:child_process";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type pg from "pg";
import { inWorkspace } from "#db/client.ts";
import { seconds } from "../alternate.ts";
import { createTrainingData, FEATURES } from "../data/training.ts";
import type { Figure } from "../report.ts";

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL("../train-process.ts", import.meta.url));
const QUIET_MS = 2_000;

/** The longest time (ms) that this process could not answer while something else was done. */
async function longestDelay(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

/**
 * Seconds and peak memory of a training on 100 features of each lead in a process of its own, as its job does it: leads read
 * as of their instants, leaks looked for, both kinds compared forward in time, the better one stored. Against reading the same
 * rows, and against the bare matrix of numbers; and how long the process that started it could not answer meanwhile.
 */
export async function benchTrain(owner: pg.Client, leads: number): Promise<Figure[]> {
  const { workspaceId, modelId } = await createTrainingData(owner, leads);
  const floor = await seconds(() =>
    owner.query(
      `select (select count(distinct value) from lead_attributes where workspace_id = $1),
         (select count(distinct occurred_at) from events where workspace_id = $1)`,
      [workspaceId],
    ),
  );
  const quiet = await longestDelay(() => wait(QUIET_MS));
  let taken = { seconds: 0, megabytes: 0 };
  const blocked = await longestDelay(async () => {
    const { stdout } = await run(process.execPath, [SCRIPT, String(workspaceId), String(modelId)], {
      env: process.env,
    });
    taken = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as typeof taken;
  });
  const stored = await inWorkspace(workspaceId, (tx) =>
    tx.$client.query<{ outcome: string; n: number; columns: number | null }>(
      `select outcome, (report ->> 'n')::int as n, jsonb_array_length(frozen -> 'columns') as columns
       from model_versions where workspace_id = $1`,
      [workspaceId],
    ),
  );
  const [version] = stored.rows;
  if (!version || version.n !== leads)
    throw new Error(`${version?.n ?? 0} of ${leads} leads were trained on`);
  const note = `${leads} leads x ${FEATURES} features${version.columns === null ? "" : `, ${version.columns} columns`}: ${version.outcome.replaceAll("_", " ")}`;
  const matrix = (leads * (version.columns ?? FEATURES) * 8) / 1024 ** 2;
  const none = { target: null, note };
  return [
    { name: "train", value: taken.seconds, floor, unit: "s", ...none },
    { name: "train_memory", value: taken.megabytes, floor: matrix, unit: "MB", ...none },
    { name: "train_delay", value: blocked, floor: Math.max(quiet, 1), unit: "ms", ...none },
  ];
}
