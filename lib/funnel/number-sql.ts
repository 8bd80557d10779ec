import { addDays, startOf } from "./days.ts";
import { EVERYBODY, NO_SEGMENT } from "./facts.ts";
import { NONE } from "./first-touch.ts";
import { placeOf } from "./line.ts";
import type { FunnelNumber } from "./schemas.ts";
import type { Selection } from "./selection.ts";

/** Where a page of leads ended. */
export type After = { at: Date; id: number };
const COLUMNS = ["entered_at", "mql_at", "sal_at", "sql_at", "opportunity_at", "customer_at"] as const;

/**
 * SQL for a page of the leads that a number of the funnel counts, newest first: the conditions are those under which
 * `facts.ts` counts a journey.
 */
export function numberSql(
  workspaceId: number,
  selection: Selection,
  number: FunnelNumber,
  after: After | null,
  limit: number,
): { text: string; values: unknown[] } {
  const values: unknown[] = [workspaceId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const at = atColumn(selection, number);
  const where = ["workspace_id = $1", ...stageSql(selection, number, bind), ...scopeSql(selection, bind)];
  where.push(...rangeSql(selection, number, at, bind));
  if (after) where.push(`(${at}, lead_id) < (${bind(after.at)}::timestamptz, ${bind(after.id)}::bigint)`);
  const reached = COLUMNS[placeOf(number.stage)] ?? "since_at";
  const text = `select j.*, l.display_name as name, l.email from (
      select lead_id, ${at} as ordered_at, ${number.part === "waiting" ? "since_at" : reached} as at, entered_at, stage, since_at,
        source, owner_id
      from journeys where ${where.join(" and ")} order by ${at} desc, lead_id desc limit ${bind(limit)}) j
    left join leads l on l.workspace_id = $1 and l.id = j.lead_id order by j.ordered_at desc, j.lead_id desc`;
  return { text, values };
}

type Bind = (value: unknown) => string;

/** The instant that the range is of, and that the list is ordered by. */
function atColumn({ basis }: Selection, { stage, part }: FunnelNumber): string {
  if (part === "waiting") return "since_at";
  if (basis === "cohort") return "entered_at";
  return COLUMNS[placeOf(stage)] ?? "since_at";
}

function stageSql({ basis, horizon }: Selection, { stage, part }: FunnelNumber, bind: Bind): string[] {
  const place = placeOf(stage);
  const column = COLUMNS[place];
  if (part === "waiting" || column === undefined) return [`stage = ${bind(stage)}`];
  const where = place > 0 ? [`${column} is not null`] : [];
  if (basis === "cohort" && place > 0 && (part === "matured" || part === "later")) {
    const horizonEnd = `entered_at + make_interval(hours => ${bind(24 * horizon)}::integer)`;
    where.push(`${column} ${part === "matured" ? "<" : ">="} ${horizonEnd}`);
  }
  if (part === "passed") where.push(`recorded & ${bind(1 << place)}::integer = 0`);
  if (part === "timed") where.push(`timed & ${bind(1 << place)}::integer <> 0`);
  if (part === "disordered") where.push("disordered");
  return where;
}

function scopeSql({ segment, by, value }: Selection, bind: Bind): string[] {
  const where: string[] = [];
  if (segment === NO_SEGMENT) where.push("segments = '{}'");
  else if (segment !== EVERYBODY) where.push(`${bind(segment)}::bigint = any(segments)`);
  if (value === null || by === "segment") return where;
  if (by !== "owner") where.push(`${by} = ${bind(value)}`);
  else where.push(value === NONE ? "owner_id is null" : `owner_id = ${bind(value)}::bigint`);
  return where;
}

function rangeSql(selection: Selection, number: FunnelNumber, at: string, bind: Bind): string[] {
  const { timeZone, today, basis, range, matureUntil } = selection;
  const begin = (day: string) => `${bind(new Date(startOf(day, timeZone)))}::timestamptz`;
  const { part, age_from, age_to } = number;
  if (part === "waiting") {
    const where: string[] = [];
    if (age_to !== undefined) where.push(`${at} >= ${begin(addDays(today, -age_to))}`);
    if (age_from) where.push(`${at} < ${begin(addDays(today, 1 - age_from))}`);
    return where;
  }
  const where = [`${at} >= ${begin(range.from)}`, `${at} < ${begin(addDays(range.to, 1))}`];
  if (basis !== "cohort") return part === "later" || part === "open" ? [...where, "false"] : where;
  const isMature = part === "matured" || part === "later" || part === "timed";
  if (isMature || part === "open")
    where.push(`entered_at ${isMature ? "<" : ">="} ${begin(addDays(matureUntil, 1))}`);
  if (part === "later" && placeOf(number.stage) <= 0) where.push("false");
  return where;
}
