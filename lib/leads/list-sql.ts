import type { ListCursor, Phase } from "./list-phases.ts";
import type { LeadFilter } from "./schemas.ts";
import { SHOWN_VERSION } from "./score-names.ts";
import { searchWords } from "./terms.ts";

/** Sorts after every text that begins with what stands before it. */
const LAST = "\u{10FFFF}";

export type ListSelection = {
  filter: Omit<LeadFilter, "owner" | "segment" | "sort">;
  /** Null: without an owner; undefined: whoever's. */
  ownerId: number | null | undefined;
  /** The sheet whose scores are listed; null: each lead's primary one. */
  sheetId: number | null;
  withAttributes: boolean;
};

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
): { text: string; values: unknown[] } {
  const values: unknown[] = [workspaceId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const from = source(phase, selection, bind);
  const where = [...from.where, ...filters(phase, selection, bind)];
  if (phase.where) where.push(phase.where);
  const owner = from.driver === "s" ? "s.lead_id" : "l.id";
  const key = phase.key === "id" ? owner : phase.key === "total" ? "s.total" : `l.${phase.key}`;
  if (after) where.push(beyond(phase, key, owner, after, bind));
  // As the indexes have it: drizzle writes a descending column as DESC NULLS LAST.
  const direction = phase.descending ? "desc nulls last" : "asc nulls first";
  const order = phase.key === "id" ? `${owner} desc` : `${key} ${direction}, ${owner} ${direction}`;
  return {
    text: `select l.id, l.email, l.external_id, l.display_name, l.stage, l.owner_id, l.last_event_at, l.created_at,
      ${selection.withAttributes ? "l.attributes" : "null as attributes"},
      ${from.scores ? `s.sheet_id, ${SHOWN_VERSION}, s.total, s.label, s.group_key, s.excluded` : "null as version_id"}
      from ${from.sql} where ${where.join(" and ")} order by ${order} limit ${bind(limit)}`,
    values,
  };
}

type Bind = (value: unknown) => string;

/** Tables of a phase; `driver` is the one whose index gives the order. */
function source(phase: Phase, { sheetId }: ListSelection, bind: Bind) {
  const joined = "s.workspace_id = $1 and s.lead_id = l.id";
  if (phase.scope === "unscored") {
    return {
      driver: "l",
      scores: false,
      sql: "leads l",
      where: ["l.workspace_id = $1", "l.primary_sheet_id is null"],
    };
  }
  const listed = sheetId === null ? "s.is_primary" : `s.sheet_id = ${bind(sheetId)}`;
  if (phase.scope === "scored") {
    const where = ["s.workspace_id = $1", "l.workspace_id = $1", listed];
    const driver = phase.key === "total" ? "s" : "l";
    return { driver, scores: true, sql: `scores s join leads l on ${joined}`, where };
  }
  return {
    driver: "l",
    scores: true,
    sql: `leads l left join scores s on ${joined} and s.sheet_id = l.primary_sheet_id`,
    where: ["l.workspace_id = $1"],
  };
}

function filters(phase: Phase, { filter, ownerId }: ListSelection, bind: Bind): string[] {
  const where: string[] = [];
  if (filter.stage) where.push(`l.stage = ${bind(filter.stage)}`);
  if (ownerId !== undefined)
    where.push(ownerId === null ? "l.owner_id is null" : `l.owner_id = ${bind(ownerId)}`);
  if (phase.scope !== "unscored") {
    if (filter.group) where.push(`s.group_key = ${bind(filter.group)}`);
    // An excluded lead has no group, which the index on groups finds.
    if (filter.excluded === "true") where.push("s.group_key is null", "s.excluded is not null");
    if (filter.excluded === "false") where.push("s.excluded is null");
  }
  for (const word of searchWords(filter.q ?? "")) {
    where.push(`exists (select from lead_terms t where t.workspace_id = $1 and t.lead_id = l.id
      and t.term >= ${bind(word)} and t.term < ${bind(word + LAST)})`);
  }
  return where;
}

function beyond(phase: Phase, key: string, owner: string, after: ListCursor, bind: Bind): string {
  const operator = phase.descending ? "<" : ">";
  if (phase.key === "id" || after.at === null) return `${owner} ${operator} ${bind(after.id)}::bigint`;
  const type = phase.key === "total" ? "integer" : "timestamptz";
  return `(${key}, ${owner}) ${operator} (${bind(after.at)}::${type}, ${bind(after.id)}::bigint)`;
}
