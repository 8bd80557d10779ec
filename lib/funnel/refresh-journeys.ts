import { createHash } from "node:crypto";
import { inWorkspace, type Tx, workspaceIds } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import { Delta, type JourneyRow } from "./facts.ts";
import { dropUnusedValues, keepApart } from "./keep-apart.ts";
import { loadJourneys, type SegmentOfLeads } from "./load-journeys.ts";
import { readJourneys, writeJourneys, writeSums } from "./store-journeys.ts";

/** To be raised with every change of what journeys and sums mean: all of them are then made anew. */
export const DEFINITION = 2;
/** Leads looked at in one transaction of the job. */
const BATCH = 2_000;
const TIMEOUT_MS = 120_000;
/** Journeys that a reader takes away itself where all are to be made anew. */
const LONG_WIPE = 5_000;
/** A key of its own among advisory locks. */
const LOCK_SPACE = 0x4a0f;

type State = { timeZone: string; definition: number; segments: string; walkAfter: number | null };
type Frame = { timeZone: string; segments: SegmentOfLeads[]; digest: string };

/** `all`: nothing is left that was noted before, and every lead was looked at. */
export type Refreshed = { looked: number; all: boolean };

/**
 * Brings the journeys of some leads up to date that were noted, and of others where a walk through all of them is under
 * way, and the sums with them, in the caller's transaction. One transaction at a time does so in a workspace; the sums are
 * always those of the stored journeys.
 * @returns null where `wait` is false and another transaction is at it, or everything has to be made anew and is much.
 */
export async function refreshSome(
  tx: Tx,
  workspaceId: number,
  { most, wait, now }: { most: number; wait: boolean; now: number },
): Promise<Refreshed | null> {
  if (!(await lock(tx, workspaceId, wait))) return null;
  const frame = await loadFrame(tx, workspaceId);
  if (!wait && (await isLongWipe(tx, workspaceId, frame))) return null;
  let walkAfter = await startWalk(tx, workspaceId, frame);
  const noted = await takeNoted(tx, workspaceId, most, now);
  const ids = new Set(noted.ids);
  if (walkAfter !== null && !noted.full) {
    const walked = await tx.$client.query<{ id: string }>(
      "select id from leads where workspace_id = $1 and id > $2 order by id limit $3",
      [workspaceId, walkAfter, most],
    );
    for (const { id } of walked.rows) ids.add(Number(id));
    const last = walked.rows.at(-1);
    walkAfter = last !== undefined && walked.rows.length === most ? Number(last.id) : null;
    await tx.$client.query("update funnel_state set walk_after = $2 where workspace_id = $1", [
      workspaceId,
      walkAfter,
    ]);
  }
  await renew(tx, workspaceId, [...ids], frame, now);
  return { looked: ids.size, all: !noted.full && walkAfter === null };
}

async function lock(tx: Tx, workspaceId: number, wait: boolean): Promise<boolean> {
  const keys = [LOCK_SPACE, workspaceId];
  if (wait) await tx.$client.query("select pg_advisory_xact_lock($1, $2)", keys);
  if (wait) return true;
  const tried = await tx.$client.query<{ got: boolean }>(
    "select pg_try_advisory_xact_lock($1, $2) as got",
    keys,
  );
  return tried.rows[0]?.got === true;
}

async function loadFrame(tx: Tx, workspaceId: number): Promise<Frame> {
  const zone = await tx.$client.query<{ zone: string }>(
    "select time_zone as zone from workspaces where id = $1",
    [workspaceId],
  );
  const segments = await tx.$client.query<SegmentOfLeads>(
    "select id::int as id, condition from segments where workspace_id = $1 order by id",
    [workspaceId],
  );
  const digest = createHash("sha256").update(JSON.stringify(segments.rows)).digest("hex");
  return { timeZone: zone.rows[0]?.zone ?? "UTC", segments: segments.rows, digest };
}

/** Whether days fall elsewhere now, for more journeys than a reader should wait for. */
async function isLongWipe(tx: Tx, workspaceId: number, { timeZone }: Frame): Promise<boolean> {
  const found = await tx.$client.query<{ stale: boolean }>(
    `select exists (select from journeys where workspace_id = $1 offset $2) as stale from funnel_state
     where workspace_id = $1 and (time_zone <> $3 or definition <> $4)`,
    [workspaceId, LONG_WIPE, timeZone, DEFINITION],
  );
  return found.rows[0]?.stale ?? false;
}

/**
 * Begins a walk through all leads where there was none yet or where segments changed; where days fall elsewhere now, from
 * nothing. @returns after which lead a walk goes on; null: none is needed.
 */
async function startWalk(tx: Tx, workspaceId: number, frame: Frame): Promise<number | null> {
  const found = await tx.$client.query<State>(
    `select time_zone as "timeZone", definition, segments, walk_after::float8 as "walkAfter" from funnel_state
     where workspace_id = $1`,
    [workspaceId],
  );
  const [state] = found.rows;
  const sameDays = state?.timeZone === frame.timeZone && state.definition === DEFINITION;
  if (state && sameDays && state.segments === frame.digest) return state.walkAfter;
  if (!sameDays)
    for (const table of ["funnel_sums", "funnel_values", "journeys"])
      await tx.$client.query(`delete from ${table} where workspace_id = $1`, [workspaceId]);
  await tx.$client.query(
    `insert into funnel_state (workspace_id, time_zone, definition, segments, walk_after) values ($1, $2, $3, $4, 0)
     on conflict (workspace_id) do update set time_zone = excluded.time_zone, definition = excluded.definition,
       segments = excluded.segments, walk_after = 0`,
    [workspaceId, frame.timeZone, DEFINITION, frame.digest],
  );
  return 0;
}

/** Notes are taken before anything is read of their leads: what is committed later is noted again. */
async function takeNoted(
  tx: Tx,
  workspaceId: number,
  most: number,
  now: number,
): Promise<{ ids: number[]; full: boolean }> {
  const taken = await tx.$client.query<{ id: string }>(
    `delete from journey_news where workspace_id = $1 and id in
       (select id from journey_news where workspace_id = $1 order by id limit $2) returning lead_id as id`,
    [workspaceId, most],
  );
  const due = await tx.$client.query<{ id: string }>(
    "select lead_id as id from journeys where workspace_id = $1 and look_at <= $2 order by look_at limit $3",
    [workspaceId, new Date(now), most],
  );
  return {
    ids: [...taken.rows, ...due.rows].map((row) => Number(row.id)),
    full: taken.rows.length === most || due.rows.length === most,
  };
}

/** Reads these leads and makes their journeys, and the sums, what they are now. */
async function renew(tx: Tx, workspaceId: number, ids: number[], frame: Frame, now: number): Promise<void> {
  if (ids.length === 0) return;
  const before = await readJourneys(tx, workspaceId, ids);
  const loaded = await loadJourneys(tx, workspaceId, ids, frame.segments, now);
  const after: JourneyRow[] = await keepApart(tx, workspaceId, loaded);
  const delta = new Delta(frame.timeZone);
  for (const row of before) delta.add(row, -1);
  for (const row of after) delta.add(row, 1);
  const there = new Set(after.map(({ leadId }) => leadId));
  const gone = before.map(({ leadId }) => leadId).filter((id) => !there.has(id));
  await writeJourneys(tx, workspaceId, after, gone);
  await writeSums(tx, workspaceId, delta.changed());
}

/** Takes erased leads out of journeys and sums, in the transaction that erases them. */
export async function dropJourneys(tx: Tx, workspaceId: number, ids: readonly number[]): Promise<void> {
  await lock(tx, workspaceId, true);
  const state = await tx.$client.query<{ zone: string }>(
    "select time_zone as zone from funnel_state where workspace_id = $1",
    [workspaceId],
  );
  const before = await readJourneys(tx, workspaceId, ids);
  if (before.length === 0) return;
  const delta = new Delta(state.rows[0]?.zone ?? "UTC");
  for (const row of before) delta.add(row, -1);
  await writeJourneys(
    tx,
    workspaceId,
    [],
    before.map(({ leadId }) => leadId),
  );
  await writeSums(tx, workspaceId, delta.changed());
  await dropUnusedValues(tx, workspaceId, before);
  await tx.$client.query("delete from journey_news where workspace_id = $1 and lead_id = any($2::bigint[])", [
    workspaceId,
    bigints(ids),
  ]);
}

/** Brings a workspace's journeys up to date, batch by batch. @returns how many leads were looked at. */
export async function refreshJourneys(workspaceId: number, signal?: AbortSignal): Promise<number> {
  for (let looked = 0; ; ) {
    signal?.throwIfAborted();
    const done = await inWorkspace(
      workspaceId,
      (tx) => refreshSome(tx, workspaceId, { most: BATCH, wait: true, now: Date.now() }),
      { timeoutMs: TIMEOUT_MS },
    );
    looked += done?.looked ?? 0;
    if (done?.all !== false) return looked;
  }
}

/** Brings the journeys of every workspace up to date. */
export async function refreshAllJourneys(signal?: AbortSignal): Promise<void> {
  for (const workspaceId of await workspaceIds()) await refreshJourneys(workspaceId, signal);
}
