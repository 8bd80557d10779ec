import { inWorkspace, type Tx, workspaceIds } from "#db/client.ts";
import { sendJob } from "../jobs/boss.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { log } from "../log.ts";
import { lockForRescore } from "../scores/locks.ts";
import type { Outcome } from "./action-run.ts";
import { type DueRun, lockRun } from "./load-run.ts";
import { perform } from "./perform.ts";

const BATCH = 100;
export const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;
const SHOWN_ERROR = 500;

/** How long to wait after so many failed attempts: twice as long each time, and spread by half of it. */
export function retryDelayMs(attempts: number, random = Math.random()): number {
  const whole = Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS);
  return Math.round(whole * (0.75 + random / 2));
}

/** `runDue` in every workspace. */
export async function runDueEverywhere(signal?: AbortSignal): Promise<number> {
  let performed = 0;
  for (const workspaceId of await workspaceIds()) performed += await runDue(workspaceId, signal);
  return performed;
}

/**
 * Performs the runs that are due in a workspace, each in a transaction of its own that also marks it: done wholly or not at
 * all. The runs of one lead are performed in their order; several workers may be at it.
 * @returns how many runs this call brought to an end, or further.
 */
export async function runDue(workspaceId: number, signal?: AbortSignal): Promise<number> {
  let performed = 0;
  for (;;) {
    const due = await findDue(workspaceId);
    let taken = 0;
    for (const run of due) {
      signal?.throwIfAborted();
      if (await performOne(workspaceId, run)) taken++;
    }
    performed += taken;
    if (taken === 0) return performed; // none was due, or others are at all of them
  }
}

/** The first run that waits of each lead, in no order, so that two workers seldom ask for the same one. */
async function findDue(workspaceId: number): Promise<DueRun[]> {
  const found = await inWorkspace(
    workspaceId,
    (tx) =>
      tx.$client.query<{ id: string; lead_id: string }>(
        `select * from (
           select r.id, r.lead_id from action_runs r
           where r.workspace_id = $1 and r.state = 'waiting' and r.next_at <= now()
             and not exists (select from action_runs e where e.workspace_id = $1 and e.lead_id = r.lead_id
               and e.state = 'waiting' and e.id < r.id)
           order by r.next_at, r.id limit $2) due
         order by random()`,
        [workspaceId, BATCH],
      ),
    { readOnly: true },
  );
  return found.rows.map((row) => ({ id: Number(row.id), leadId: Number(row.lead_id) }));
}

/** False where there was nothing to do any more. */
async function performOne(workspaceId: number, due: DueRun): Promise<boolean> {
  try {
    return await againWhereMoved(() =>
      inWorkspace(workspaceId, (tx) => claimAndPerform(tx, workspaceId, due)),
    );
  } catch (error) {
    log.warn({ err: error, workspaceId, run: due.id }, "an action failed");
    return inWorkspace(workspaceId, (tx) => noteFailure(tx, workspaceId, due, error));
  }
}

/** Locks in the order of everybody else: the lead's range, the lead, and only then the run. */
async function claimAndPerform(tx: Tx, workspaceId: number, due: DueRun): Promise<boolean> {
  await lockForRescore(tx, workspaceId, { ids: [due.leadId] });
  await tx.$client.query("select from leads where workspace_id = $1 and id = $2 for no key update", [
    workspaceId,
    due.leadId,
  ]);
  const loaded = await lockRun(tx, workspaceId, due);
  if (!loaded) return false;
  const outcome: Outcome = loaded.objected
    ? { state: "skipped", why: "objected" }
    : await perform(tx, loaded.kind, loaded.run);
  const isDone = outcome.state === "done";
  await tx.$client.query(
    `update action_runs set state = $3, skipped = $4, result = $5, attempts = attempts + 1, next_at = null,
       last_error = null, ended_at = now()
     where workspace_id = $1 and id = $2`,
    [
      workspaceId,
      due.id,
      outcome.state,
      isDone ? null : outcome.why,
      isDone && outcome.result ? JSON.stringify(outcome.result) : null,
    ],
  );
  return true;
}

/** A run is tried again later, and given up after `MAX_ATTEMPTS`; the runs of its lead that come after it wait meanwhile. */
async function noteFailure(tx: Tx, workspaceId: number, { id }: DueRun, error: unknown): Promise<boolean> {
  const found = await tx.$client.query<{ attempts: number }>(
    "select attempts from action_runs where workspace_id = $1 and id = $2 and state = 'waiting' for update skip locked",
    [workspaceId, id],
  );
  if (!found.rows[0]) return false;
  const attempts = found.rows[0].attempts + 1;
  const isLast = attempts >= MAX_ATTEMPTS;
  const nextAt = isLast ? null : new Date(Date.now() + retryDelayMs(attempts));
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, SHOWN_ERROR);
  await tx.$client.query(
    `update action_runs set attempts = $3, state = $4, next_at = $5, last_error = $6,
       ended_at = case when $5::timestamptz is null then now() end
     where workspace_id = $1 and id = $2`,
    [workspaceId, id, attempts, isLast ? "failed" : "waiting", nextAt, reason],
  );
  await sendJob(tx, "actions.run", { workspaceId }, nextAt ? { startAfter: nextAt } : {});
  return true;
}
