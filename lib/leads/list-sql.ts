import type { ListCursor, Phase } from "./list-phases.ts";
import type { LeadFilter } from "./schemas.ts";
import { SHOWN_VERSION } from "./score-names.ts";
import { searchWords } from "./terms.ts";

/** Sorts after every text that begins with what stands before it. */
const LAST = "\u{10FFFF}";
/** Leads that a bounded walk looks at. */
const WALK = 5_000;
export const MATCH_MOST = 50_000;

export type ListSelection = {
  filter: Omit<LeadFilter, "owner" | "segment" | "sheet" | "sort">;
  /** Null: without an owner; undefined: whoever's. */
  ownerId: number | null | undefined;
  /** The sheet whose scores are listed; null: each lead's primary one. */
  sheetId: number | null;
  withAttributes: boolean;
};

/**
 * How to look for leads that pass a filter which may hang together with the sort (customers among the lowest scores),
 * of which the planner knows nothing. `walk`: along the sort's index, but only so far. `match`: first the leads that
 * pass, then their order. `plan`: as the planner likes.
 */
export type Reach = "plan" | "walk" | "match";

/** Whether a selection has such a filter. */
export function mayHangTogether({ filter, ownerId, withAttributes }: ListSelection): boolean {
  return !withAttributes && (filter.stage !== undefined || typeof ownerId === "number");
}

/** SQL that counts the leads which pass those filters, as far as `MATCH_MOST`: more are not worth fetching first. */
export function countSql(workspaceId: number, selection: ListSelection): { text: string; values: unknown[] } {
  const values: unknown[] = [workspaceId];
  const filters = leadFilters(selection, (value) => `$${values.push(value)}`);
  const where = ["l.workspace_id = $1", ...filters].join(" and ");
  return {
    text: `select count(*)::int as n from (select from leads l where ${where} limit ${MATCH_MOST + 1}) matching`,
    values,
  };
}

type Bind = (value: unknown) => string;

/**
 * SQL for one stretch of a list of leads. Under row-level security an index serves only leakproof operators;
 * every comparison here is one (list-plan.test.ts asks the planner).
 */
export function listSql(
  workspaceId: number,
  selection: ListSelection,
  phase: Phase,
  after: ListCursor | null,
  limit: number,
  reach: Reach = "plan",
): { text: string; values: unknown[] } {
  const values: unknown[] = [workspaceId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const hasScores = phase.scope !== "unscored";
  const byScore = phase.key === "total";
  const columns = `l.id, l.email, l.external_id, l.display_name, l.stage, l.owner_id, l.last_event_at, l.created_at, l.objected_at,
      ${selection.withAttributes ? "l.attributes" : "null as attributes"}`;

  const owner = byScore ? "s.lead_id" : "l.id";
  const key = byScore ? "s.total" : `l.${phase.key}`;
  const direction = phase.descending ? "desc" : "asc";
  const order =
    phase.key === "id" ? `order by ${owner} desc` : `order by ${key} ${direction}, ${owner} ${direction}`;

  const ofLead = ["l.workspace_id = $1"];
  if (!byScore) ofLead.push("l.joined_into is null"); // who is joined into another has no scores
  if (!hasScores) ofLead.push("l.primary_sheet_id is null");
  if (phase.where) ofLead.push(phase.where);
  const ofScore = hasScores ? scoreFilters(phase, selection, bind) : [];
  if (after) (byScore ? ofScore : ofLead).push(beyond(phase, key, owner, after, bind));
  const filters = leadFilters(selection, bind);
  const words = wordFilters(selection, bind);

  const part = (alias: "l" | "s", where: string[]) => {
    const [table, needed] = alias === "l" ? ["leads", `${columns}, l.primary_sheet_id`] : ["scores", "s.*"];
    return `(select ${needed} from ${table} ${alias} where ${where.join(" and ")} ${order} limit ${WALK}) ${alias}`;
  };
  const walks = reach === "walk";
  const matches = reach === "match";
  const leads = walks && !byScore ? part("l", ofLead) : matches ? "l" : "leads l";
  const scores = walks && byScore ? part("s", ofScore) : "scores s";
  const joined = scoreJoin(phase, selection, bind, byScore);
  const where = [
    ...(matches || (walks && !byScore) ? [] : byScore ? ["l.workspace_id = $1"] : ofLead),
    ...(walks && byScore ? [] : ofScore),
    ...(matches ? [] : [...filters, ...words]),
  ];
  const matching = `with l as materialized
      (select ${columns}, l.primary_sheet_id from leads l where ${[...ofLead, ...filters, ...words].join(" and ")}) `;
  const selected = matches || (walks && !byScore) ? "l.*" : columns;
  return {
    text: `${matches ? matching : ""}select ${selected},
      ${hasScores ? `s.sheet_id, ${SHOWN_VERSION}, s.total, s.label, s.group_key, s.excluded` : "null as version_id"}
      from ${byScore ? `${scores} join ${leads} on ${joined}` : hasScores ? `${leads} ${joined}` : leads}
      ${where.length > 0 ? `where ${where.join(" and ")}` : ""} ${order} limit ${bind(limit)}`,
    values,
  };
}

/** How scores come to leads: the listed ones for a phase of scored leads, else the primary one where there is one. */
function scoreJoin(phase: Phase, { sheetId }: ListSelection, bind: Bind, byScore: boolean): string {
  const same = "s.workspace_id = $1 and s.lead_id = l.id";
  if (byScore) return same;
  if (phase.scope === "any") return `left join scores s on ${same} and s.sheet_id = l.primary_sheet_id`;
  return `join scores s on ${same}${sheetId === null ? " and s.is_primary" : ` and s.sheet_id = ${bind(sheetId)}`}`;
}

function scoreFilters(phase: Phase, { filter, sheetId }: ListSelection, bind: Bind): string[] {
  const where: string[] = [];
  if (phase.key === "total") {
    where.push("s.workspace_id = $1", sheetId === null ? "s.is_primary" : `s.sheet_id = ${bind(sheetId)}`);
  }
  if (filter.label !== undefined) where.push(`s.label = ${bind(filter.label)}`);
  if (filter.group) where.push(`s.group_key = ${bind(filter.group)}`);
  // An excluded lead has no group, which the index on groups finds.
  if (filter.excluded === "true") where.push("s.group_key is null", "s.excluded is not null");
  if (filter.excluded === "false") where.push("s.excluded is null");
  return where;
}

function leadFilters({ filter, ownerId }: ListSelection, bind: Bind): string[] {
  const where: string[] = [];
  if (filter.stage) where.push(`l.stage = ${bind(filter.stage)}`);
  if (ownerId === null) where.push("l.owner_id is null");
  else if (ownerId !== undefined) where.push(`l.owner_id = ${bind(ownerId)}`);
  return where;
}

function wordFilters({ filter }: ListSelection, bind: Bind): string[] {
  return searchWords(filter.q ?? "").map(
    (word) => `exists (select from lead_terms t where t.workspace_id = $1 and t.lead_id = l.id
      and t.term >= ${bind(word)} and t.term < ${bind(word + LAST)})`,
  );
}

function beyond(phase: Phase, key: string, owner: string, after: ListCursor, bind: Bind): string {
  const operator = phase.descending ? "<" : ">";
  if (phase.key === "id" || after.at === null) return `${owner} ${operator} ${bind(after.id)}::bigint`;
  const type = phase.key === "total" ? "integer" : "timestamptz";
  return `(${key}, ${owner}) ${operator} (${bind(after.at)}::${type}, ${bind(after.id)}::bigint)`;
}
