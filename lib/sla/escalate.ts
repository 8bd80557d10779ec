import { inWorkspace, type Tx, workspaceIds } from "#db/client.ts";
import { audit } from "../audit.ts";
import { systemContext } from "../context.ts";
import { notify } from "../notifications/notify.ts";
import { type HandoverRow, lockHandover, SHOWN } from "../queue/internal.ts";
import { WORKERS } from "../routing/candidates.ts";
import { describeHandover, giveHandover } from "../routing/give-handover.ts";
import { chooseFrom, lockTeam } from "../routing/route-lead.ts";
import { LEVELS, type Level, type LoadedSla, loadSla, minutesOf } from "./load-sla.ts";
import { nextLevel } from "./start-clocks.ts";

const BY = "sla.escalate";
/** Hand-overs that one visit of a workspace escalates; the next one takes the rest. */
const BATCH = 500;

/** Escalates every hand-over whose clock asks for it, a transaction each; returns how many levels were done. */
export async function escalateDue(signal?: AbortSignal, now = new Date()): Promise<number> {
  let done = 0;
  for (const workspaceId of await workspaceIds()) {
    signal?.throwIfAborted();
    const due = await inWorkspace(
      workspaceId,
      (tx) =>
        tx.$client.query<{ id: number }>(
          `select id::int as id from handovers h where workspace_id = $1 and sla_next_at <= $2 and ${SHOWN}
           order by sla_next_at limit $3`,
          [workspaceId, now, BATCH],
        ),
      { readOnly: true },
    );
    for (const { id } of due.rows) {
      signal?.throwIfAborted();
      if (await inWorkspace(workspaceId, (tx) => escalate(tx, workspaceId, id, now))) done++;
    }
  }
  return done;
}

type Clock = { due: Date; level: number; next: Date | null; team: number | null };

/** Looks again under the lock: somebody may have answered, or another process come first. False: nothing was due. */
async function escalate(tx: Tx, workspaceId: number, id: number, now: Date): Promise<boolean> {
  const handover = await lockHandover(tx, workspaceId, id);
  const found = await tx.$client.query<Clock>(
    `select sla_due_at as due, sla_level as level, sla_next_at as next, team_id::int as team from handovers
     where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  const [clock] = found.rows;
  if (!clock?.next || clock.next > now) return false;
  const loaded = await loadSla(tx, workspaceId);
  const level = handover.state === "open" ? levelOf(loaded, clock.level) : undefined;
  const after = level === undefined ? LEVELS.length : LEVELS.indexOf(level) + 1;
  await tx.$client.query(
    "update handovers set sla_level = $3, sla_next_at = $4 where workspace_id = $1 and id = $2",
    [workspaceId, id, after, level === undefined ? null : nextLevel(loaded, clock.due.getTime(), after)],
  );
  if (level === undefined) return false;
  const told = await perform(tx, workspaceId, handover, level, clock.team, now);
  await audit(tx, systemContext(workspaceId, BY), "routing.escalate", `handover:${id}`, {
    lead: handover.leadId,
    level,
    told,
  });
  return true;
}

/** The first level after those done that the workspace still uses. */
const levelOf = ({ sla }: LoadedSla, done: number): Level | undefined =>
  sla ? LEVELS.slice(done).find((one) => minutesOf(sla, one) !== null) : undefined;

/** @returns how many were told. */
async function perform(
  tx: Tx,
  workspaceId: number,
  handover: HandoverRow,
  level: Level,
  teamId: number | null,
  now: Date,
): Promise<number> {
  const { id, ownerId } = handover;
  const tell = async (kind: "sla_warning" | "sla_late", members: readonly number[]) =>
    notify(tx, workspaceId, members, {
      kind,
      subject: `handover:${id}`,
      payload: await describeHandover(tx, workspaceId, id),
      dedupe: `sla:${id}:${level}`,
    });
  if (level === "warn")
    return tell("sla_warning", ownerId === null ? await everyWorker(tx, workspaceId, teamId) : [ownerId]);
  if (level === "manager") return tell("sla_late", await managers(tx, workspaceId));
  const team = teamId === null ? null : await lockTeam(tx, workspaceId, { id: teamId });
  const choice = await chooseFrom(tx, workspaceId, team, now, { except: ownerId });
  if (choice.memberId === null) return 0;
  await giveHandover(tx, workspaceId, handover, {
    memberId: choice.memberId,
    teamId,
    why: null,
    dedupe: `sla:${id}:${level}`,
    by: BY,
  });
  return 1;
}

/** Those of the team that it was routed to, else whoever works the queue. */
async function everyWorker(tx: Tx, workspaceId: number, teamId: number | null): Promise<number[]> {
  const found = await tx.$client.query<{ id: number }>(
    `select m.id::int as id from members m where m.workspace_id = $1 and m.removed_at is null and m.role = any($2::text[])
     and ($3::bigint is null or exists (select from team_members t where t.workspace_id = $1 and t.team_id = $3
       and t.member_id = m.id)) order by m.id limit 200`,
    [workspaceId, WORKERS, teamId],
  );
  return found.rows.map(({ id }) => id);
}

/** Managers; administrators where there are none. */
async function managers(tx: Tx, workspaceId: number): Promise<number[]> {
  const found = await tx.$client.query<{ id: number; role: string }>(
    `select id::int as id, role from members where workspace_id = $1 and removed_at is null
     and role in ('manager', 'admin') order by id limit 200`,
    [workspaceId],
  );
  const some = found.rows.filter(({ role }) => role === "manager");
  return (some.length > 0 ? some : found.rows).map(({ id }) => id);
}
