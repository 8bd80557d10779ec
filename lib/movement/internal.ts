import type { Tx } from "#db/client.ts";
import { invalid, notFound } from "../errors.ts";
import { MAX_DAYS, type Period, type PeriodFailure, readPeriod } from "./period.ts";

type Days = { from?: string | undefined; to?: string | undefined };
type Named = { key: string; name: string };
export type Scope = { segment: Named; sheet: (Named & { id: number }) | null };

const MESSAGES: Record<PeriodFailure, string> = {
  order: "The last day comes before the first",
  future: "The period has not begun yet",
  too_long: `A period has at most ${MAX_DAYS} days`,
};

/** The period asked for. @throws AppError `invalid` where the days make none. */
export function periodOf(days: Days, zone: string, now: Date): Period {
  const period = readPeriod(days, zone, now);
  if (typeof period === "string")
    throw invalid([{ path: "from", message: MESSAGES[period], code: period, params: { max: MAX_DAYS } }]);
  return period;
}

export async function loadTimeZone(tx: Tx, workspaceId: number): Promise<string> {
  const found = await tx.$client.query<{ zone: string }>(
    "select time_zone as zone from workspaces where id = $1",
    [workspaceId],
  );
  return found.rows[0]?.zone ?? "UTC";
}

type Row = { segment: string; name: string; sheet_id: string | null; sheet: string; sheet_name: string };

/**
 * A segment and the sheet that scores it, or last did; by default the first segment that has one. Null without segments.
 * @throws AppError `not_found` for an unknown segment
 */
export async function loadScope(tx: Tx, workspaceId: number, segment?: string): Promise<Scope | null> {
  const found = await tx.$client.query<Row>(
    `select g.key as segment, g.name, v.sheet_id, v.key as sheet, v.name as sheet_name
     from segments g left join lateral (
       select v.sheet_id, s.key, s.name, v.state from sheet_versions v
       join sheets s on s.workspace_id = $1 and s.id = v.sheet_id
       where v.workspace_id = $1 and v.segment_id = g.id and v.activated_at is not null
       order by v.state = 'active' desc, v.activated_at desc limit 1) v on true
     where g.workspace_id = $1 and ($2::text is null or g.key = $2)
     order by v.state = 'active' desc nulls last, v.sheet_id is null, g.position, g.id limit 1`,
    [workspaceId, segment ?? null],
  );
  const [row] = found.rows;
  if (!row && segment !== undefined) throw notFound("Segment");
  if (!row) return null;
  const { sheet_id: id, sheet, sheet_name: name } = row;
  return {
    segment: { key: row.segment, name: row.name },
    sheet: id === null ? null : { id: Number(id), key: sheet, name },
  };
}

/**
 * SQL: the leads ($1 workspace, $2 sheet) that changed their group after $3 and up to $4, each with the group it came
 * from first and the one it went to last. `and` narrows the changes that are read.
 */
export const MOVED = (and = "") => `select lead_id, count(*)::int as changes, max(at) as moved_at,
    (array_agg(from_group order by at, id))[1] as was,
    (array_agg(to_group order by at desc, id desc))[1] as became,
    (array_agg(total order by at desc, id desc))[1] as total
  from group_changes where workspace_id = $1 and sheet_id = $2 and at > $3 and at <= $4 ${and} group by lead_id`;
