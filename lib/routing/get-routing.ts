import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { bigints } from "../sql-arrays.ts";
import { loadFree, WORKERS } from "./candidates.ts";
import {
  type Absence,
  MAX_TEAM_MEMBERS,
  MAX_TEAMS,
  type Routing,
  type Team,
  type Worker,
} from "./schemas.ts";

const MOST_ABSENCES = 20;

/** Teams, and who can be given leads: with what they take, when they work, and whether they are there now. */
export async function getRouting(ctx: Context): Promise<Routing> {
  authorize(ctx, "routing:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const zone = await tx.$client.query<{ time_zone: string }>(
        "select time_zone from workspaces where id = $1",
        [workspaceId],
      );
      return {
        teams: await loadTeams(tx, workspaceId),
        workers: await loadWorkers(tx, workspaceId, new Date()),
        time_zone: zone.rows[0]?.time_zone ?? "UTC",
      };
    },
    { readOnly: true },
  );
}

async function loadTeams(tx: Tx, workspaceId: number): Promise<Team[]> {
  const found = await tx.$client.query<Team>(
    `select t.key, t.name, coalesce((select json_agg(json_build_object('id', m.id, 'name', u.name, 'weight', x.weight)
         order by u.name, m.id)
       from team_members x join members m on m.workspace_id = $1 and m.id = x.member_id and m.removed_at is null
       join users u on u.id = m.user_id where x.workspace_id = $1 and x.team_id = t.id), '[]') as members
     from teams t where t.workspace_id = $1 order by t.name, t.key limit $2`,
    [workspaceId, MAX_TEAMS],
  );
  return found.rows;
}

type Row = Pick<Worker, "id" | "name" | "week" | "time_zone"> & { absences: Absence[] };

async function loadWorkers(tx: Tx, workspaceId: number, now: Date): Promise<Worker[]> {
  const found = await tx.$client.query<Row>(
    `select m.id::int as id, u.name, a.week, a.time_zone,
       coalesce((select json_agg(json_build_object('id', x.id, 'from', x.starts_at, 'to', x.ends_at, 'reason', x.reason)
           order by x.starts_at)
         from (select * from absences where workspace_id = $1 and member_id = m.id and ends_at > $3
           order by ends_at limit $5) x), '[]') as absences
     from members m join users u on u.id = m.user_id
     left join availability a on a.workspace_id = m.workspace_id and a.member_id = m.id
     where m.workspace_id = $1 and m.removed_at is null and m.role = any($2::text[]) order by u.name, m.id limit $4`,
    [workspaceId, WORKERS, now, MAX_TEAM_MEMBERS, MOST_ABSENCES],
  );
  const ids = found.rows.map(({ id }) => id);
  const free = new Map((await loadFree(tx, workspaceId, ids, now)).map((one) => [one.memberId, one]));
  const iso = (at: string) => new Date(at).toISOString();
  return found.rows.map((row) => {
    const { capacity = null, open = 0, present = false } = free.get(row.id) ?? {};
    const absences = row.absences.map((one) => ({ ...one, from: iso(one.from), to: iso(one.to) }));
    return { ...row, absences, capacity, open, present };
  });
}

/** Which of these are not members who can be given leads. */
export async function notWorkers(tx: Tx, workspaceId: number, ids: readonly number[]): Promise<number[]> {
  const found = await tx.$client.query<{ id: number }>(
    `select id::int as id from members where workspace_id = $1 and id = any($2::bigint[]) and removed_at is null
     and role = any($3::text[])`,
    [workspaceId, bigints(ids), WORKERS],
  );
  const known = new Set(found.rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}
