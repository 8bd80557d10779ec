import { inWorkspace, type Tx } from "#db/client.ts";
import { CHUNK_LEADS, chunkOf, lockForRescore } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { agentReason } from "./detect.ts";
import { type Happening, markBursts } from "./mark-bursts.ts";
import { patternReason, refreshLastEvents, storedAgent } from "./sql.ts";

/** Events changed in one transaction. */
const BATCH = 5_000;

type Progress = { removed: boolean; reached: number; last: number; matches: string };
type Changed = Happening & { id: string };

/**
 * Takes a pattern through the stored events, a range of leads at a time: those that match are marked, or, where it was
 * removed, those that it marked count again. Scores follow in the same transactions, and how far it has come is kept in
 * them, so that a job which was killed goes on where it was, and a second one finds nothing to do.
 */
export async function applyPattern(
  workspaceId: number,
  patternId: number,
  signal?: AbortSignal,
): Promise<number> {
  let changed = 0;
  for (;;) {
    signal?.throwIfAborted();
    const step = await inWorkspace(workspaceId, (tx) => takeStep(tx, workspaceId, patternId), {
      timeoutMs: 120_000,
    });
    if (step === null) return changed;
    changed += step;
  }
}

/** One transaction's worth. @returns how many events it changed; null where nothing is left to do. */
async function takeStep(tx: Tx, workspaceId: number, patternId: number): Promise<number | null> {
  // First of all locks, as whoever adds and removes patterns takes it: no lead is joined meanwhile.
  await lockForRescore(tx, workspaceId, { ids: [] });
  const before = await readProgress(tx, workspaceId, patternId);
  if (!before) return null;
  const values = [workspaceId, patternId];
  if (before.reached >= before.last) {
    await tx.$client.query(
      before.removed
        ? "delete from traffic_patterns where workspace_id = $1 and id = $2"
        : "update traffic_patterns set finished_at = now() where workspace_id = $1 and id = $2",
      values,
    );
    return null;
  }
  const chunk = chunkOf(before.reached + 1);
  await lockForRescore(tx, workspaceId, { chunk });
  const [from, to] = [chunk * CHUNK_LEADS, (chunk + 1) * CHUNK_LEADS - 1];
  const changed = before.removed
    ? await unmark(tx, workspaceId, `pattern:${patternId}`, from, to)
    : await mark(tx, workspaceId, `pattern:${patternId}`, before.matches, from, to);
  const ids = changed.map(({ leadId }) => leadId);
  await refreshLastEvents(tx, workspaceId, ids);
  await rescoreLeads(tx, workspaceId, { ids }, new Date(), "traffic");
  await tx.$client.query(
    `update traffic_patterns set marked = marked + $3, reached_lead = $4
     where workspace_id = $1 and id = $2`,
    [...values, before.removed ? 0 : changed.length, changed.length < BATCH ? to : before.reached],
  );
  return changed.length;
}

/** Locked, so that two jobs of one pattern take turns; none where it is done. */
async function readProgress(tx: Tx, workspaceId: number, patternId: number): Promise<Progress | undefined> {
  const { rows } = await tx.$client.query<Progress>(
    `select removed_at is not null as removed, reached_lead::float8 as reached, last_lead::float8 as last, matches
     from traffic_patterns where workspace_id = $1 and id = $2 and finished_at is null for update`,
    [workspaceId, patternId],
  );
  return rows[0];
}

type Row = { id: string; lead_id: string; at: Date; name: string; agent: string | null };

const toChanged = ({ id, lead_id, at, name }: Row): Changed => ({
  id,
  leadId: Number(lead_id),
  at: at.getTime(),
  name,
});

async function mark(
  tx: Tx,
  workspaceId: number,
  reason: string,
  matches: string,
  from: number,
  to: number,
): Promise<Changed[]> {
  const { rows } = await tx.$client.query<Row>(
    `with old as (
       select e.message_id from events e where e.workspace_id = $1 and e.lead_id between $2 and $3
         and e.counts and not e.by_hand and ${storedAgent("e")} like $4 limit ${BATCH})
     update events e set ignored = $5 from old, activities a
     where e.workspace_id = $1 and e.message_id = old.message_id and a.workspace_id = $1 and a.id = e.activity_id
     returning e.message_id as id, e.lead_id, e.occurred_at as at, a.name`,
    [workspaceId, from, to, matches, reason],
  );
  return rows.map(toChanged);
}

/** What an event would be, had the pattern never been: by its agent, by another pattern, by a scanner's burst around it. */
async function unmark(
  tx: Tx,
  workspaceId: number,
  reason: string,
  from: number,
  to: number,
): Promise<Changed[]> {
  const { rows } = await tx.$client.query<Row>(
    `select e.message_id as id, e.lead_id, e.occurred_at as at, a.name, e.rest #>> '{context,userAgent}' as agent
     from events e join activities a on a.workspace_id = $1 and a.id = e.activity_id
     where e.workspace_id = $1 and e.lead_id between $2 and $3 and not e.counts and e.ignored = $4 limit ${BATCH}`,
    [workspaceId, from, to, reason],
  );
  if (rows.length === 0) return [];
  await tx.$client.query(
    `update events e set ignored = coalesce(n.reason, ${patternReason(storedAgent("e"))})
     from unnest($2::uuid[], $3::text[]) as n (id, reason) where e.workspace_id = $1 and e.message_id = n.id`,
    [workspaceId, rows.map(({ id }) => id), rows.map(({ name, agent }) => agentReason(name, agent))],
  );
  const changed = rows.map(toChanged);
  await markBursts(tx, workspaceId, changed);
  return changed;
}
