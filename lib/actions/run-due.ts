import { inWorkspace, type Tx, workspaceIds } from "#db/client.ts";
import { sendJob } from "../jobs/boss.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { log } from "../log.ts";
import { lockForRescore } from "../scores/locks.ts";
import { bigints } from "../sql-arrays.ts";
import type { Outcome } from "./action-run.ts";
import { type DueRun, lockRuns } from "./lock-runs.ts";
import { perform } from "./perform.ts";

const BATCH = 100;
/** Runs in one transaction: their leads are locked until it ends. */
const TOGETHER = 10;
export const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;
const SHOWN_ERROR = 500;

/** What to do about leads that others have locked. */
type Locked = "skip locked" | "";

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
 * Performs the runs that are due in a workspace, each in the transaction that also marks it: done wholly or not at all.
 * The runs of one lead are performed in their order; several workers may be at it.
 * @returns how many runs this call brought to an end, or further.
 */
export async function runDue(workspaceId: number, signal?: AbortSignal): Promise<number> {
  let performed = 0;
  for (;;) {
    const due = await findDue(workspaceId);
    let taken = 0;
    for (let at = 0; at < due.length; at += TOGETHER) {
      signal?.throwIfAborted();
      taken += await performTogether(workspaceId, due.slice(at, at + TOGETHER), "skip locked");
    }
    // Others are at all of them, or leads are being written just now: those are waited for.
    if (taken === 0) for (const run of due) taken += await performTogether(workspaceId, [run], "");
    performed += taken;
    if (taken === 0) return performed;
  }
}

/** The first run that waits of each lead. */
async function findDue(workspaceId: number): Promise<DueRun[]> {
  const found = await inWorkspace(
    workspaceId,
    (tx) =>
      tx.$client.query<{ id: string; lead_id: string }>(
        `select r.id, r.lead_id from action_runs r
         where r.workspace_id = $1 and r.state = 'waiting' and r.next_at <= now()
           and not exists (select from action_runs e where e.workspace_id = $1 and e.lead_id = r.lead_id
             and e.state = 'waiting' and e.id < r.id)
         order by r.next_at, r.id limit $2`,
        [workspaceId, BATCH],
      ),
    { readOnly: true },
  );
  return found.rows.map((row) => ({ id: Number(row.id), leadId: Number(row.lead_id) }));
}

/**
 * Performs runs of different leads in one transaction; where one fails nothing of it stays, and each has one of its own.
 * @returns how many there still were to do.
 */
async function performTogether(workspaceId: number, due: DueRun[], locked: Locked): Promise<number> {
  try {
    return await againWhereMoved(() =>
      inWorkspace(workspaceId, (tx) => claimAndPerform(tx, workspaceId, due, locked)),
    );
  } catch (error) {
    const [run] = due;
    if (!run) return 0;
    if (due.length > 1) {
      let taken = 0;
      for (const one of due) taken += await performTogether(workspaceId, [one], "");
      return taken;
    }
    log.warn({ err: error, workspaceId, run: run.id }, "an action failed");
    return inWorkspace(workspaceId, (tx) => noteFailure(tx, workspaceId, run, error));
  }
}

/** Locks in the order of everybody else: the leads' ranges, the leads, and only then the runs. */
async function claimAndPerform(tx: Tx, workspaceId: number, due: DueRun[], locked: Locked): Promise<number> {
  await lockForRescore(tx, workspaceId, { ids: due.map(({ leadId }) => leadId) });
  const leads = await tx.$client.query<{ id: string }>(
    `select id from leads where workspace_id = $1 and id = any($2::bigint[]) order by id for no key update ${locked}`,
    [workspaceId, bigints(due.map(({ leadId }) => leadId))],
  );
  const got = new Set(leads.rows.map(({ id }) => Number(id)));
  const loaded = await lockRuns(
    tx,
    workspaceId,
    due.filter(({ leadId }) => got.has(leadId)),
  );
  const ended: Ended[] = [];
  for (const { kind, objected, run } of loaded) {
    const outcome: Outcome = objected ? { state: "skipped", why: "objected" } : await perform(tx, kind, run);
    ended.push({ id: run.id, outcome });
  }
  await markEnded(tx, workspaceId, ended);
  return ended.length;
}

type Ended = { id: number; outcome: Outcome };

async function markEnded(tx: Tx, workspaceId: number, ended: Ended[]): Promise<void> {
  if (ended.length === 0) return;
  const resultOf = ({ outcome }: Ended) =>
    outcome.state === "done" && outcome.result ? JSON.stringify(outcome.result) : null;
  await tx.$client.query(
    `update action_runs r set state = e.state, skipped = e.skipped, result = e.result::jsonb,
       attempts = r.attempts + 1, next_at = null, last_error = null, ended_at = now()
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as e (id, state, skipped, result)
     where r.workspace_id = $1 and r.id = e.id`,
    [
      workspaceId,
      bigints(ended.map(({ id }) => id)),
      ended.map(({ outcome }) => outcome.state),
      ended.map(({ outcome }) => (outcome.state === "skipped" ? outcome.why : null)),
      ended.map(resultOf),
    ],
  );
}

/** A run is tried again later, and given up after `MAX_ATTEMPTS`; the runs of its lead that come after it wait meanwhile. */
async function noteFailure(tx: Tx, workspaceId: number, { id }: DueRun, error: unknown): Promise<number> {
  const found = await tx.$client.query<{ attempts: number }>(
    "select attempts from action_runs where workspace_id = $1 and id = $2 and state = 'waiting' for update skip locked",
    [workspaceId, id],
  );
  if (!found.rows[0]) return 0;
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
  return 1;
}
