import type { Tx } from "#db/client.ts";
import { can, ROLES } from "../permissions.ts";
import { SHOWN } from "../queue/internal.ts";
import { bigints } from "../sql-arrays.ts";
import type { Candidate } from "./choose.ts";
import { isWorking, type Week } from "./working-hours.ts";

/** Who can be given leads at all. */
export const WORKERS = ROLES.filter((role) => can(role, "queue:work"));
/** Open hand-overs are counted up to here; no capacity is greater. */
export const MAX_CAPACITY = 1_000;

export type Free = Omit<Candidate, "weight" | "lag">;

type Row = {
  id: number;
  capacity: number | null;
  week: Week | null;
  time_zone: string;
  absent: boolean;
  open: number;
};

const OPEN = `(select count(*)::int from (select 1 from handovers h where h.workspace_id = $1 and h.owner_id = m.id
  and h.state = 'open' and h.sheet_id is not null and ${SHOWN} limit ${MAX_CAPACITY}) waiting)`;

/** Keeps others from giving these members leads until the transaction ends: what is counted must hold until it is used. */
export async function lockMembers(tx: Tx, workspaceId: number, ids: readonly number[]): Promise<void> {
  await tx.$client.query(
    "select from members where workspace_id = $1 and id = any($2::bigint[]) order by id for no key update",
    [workspaceId, bigints(ids)],
  );
}

/** Those of the members who work the queue, with whether they are there and how many open hand-overs they have. */
export async function loadFree(
  tx: Tx,
  workspaceId: number,
  memberIds: readonly number[],
  at: Date,
): Promise<Free[]> {
  if (memberIds.length === 0) return [];
  const found = await tx.$client.query<Row>(
    `select m.id::int as id, a.capacity, a.week, coalesce(a.time_zone, w.time_zone) as time_zone, ${OPEN} as open,
       exists (select from absences x where x.workspace_id = $1 and x.member_id = m.id and x.starts_at <= $3
         and x.ends_at > $3) as absent
     from members m join workspaces w on w.id = m.workspace_id
     left join availability a on a.workspace_id = m.workspace_id and a.member_id = m.id
     where m.workspace_id = $1 and m.id = any($2::bigint[]) and m.removed_at is null and m.role = any($4::text[])
     order by m.id`,
    [workspaceId, bigints(memberIds), at, WORKERS],
  );
  return found.rows.map(({ id, capacity, week, time_zone: timeZone, absent, open }) => ({
    memberId: id,
    present: !absent && isWorking({ week, timeZone }, at.getTime()),
    open,
    capacity,
  }));
}
