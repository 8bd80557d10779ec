import type { Tx } from "#db/client.ts";
import { notFound } from "../errors.ts";
import { compileCondition } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";

export type ListScope = {
  /** The sheet whose scores are listed; null: each lead's primary one. */
  sheetId: number | null;
  only: "scored" | "unscored" | null;
  /** What stored scores cannot tell: membership of segments that have no active sheet. */
  keep: ((attributes: Record<string, unknown>) => boolean) | null;
};

type Row = { key: string; condition: Condition; sheetId: number | null };

/** Segments in their order, each with its active sheet. */
async function loadSegments(tx: Tx, workspaceId: number): Promise<Row[]> {
  const found = await tx.$client.query<Row>(
    `select s.key, s.condition, min(v.sheet_id)::int as "sheetId" from segments s
     left join sheet_versions v on v.workspace_id = s.workspace_id and v.segment_id = s.id and v.state = 'active'
     where s.workspace_id = $1 group by s.id, s.key, s.condition, s.position order by s.position, s.id`,
    [workspaceId],
  );
  return found.rows;
}

async function ofSheet(tx: Tx, workspaceId: number, key: string): Promise<ListScope> {
  const found = await tx.$client.query<{ sheetId: number }>(
    `select s.id::int as "sheetId" from sheets s
     join sheet_versions v on v.workspace_id = s.workspace_id and v.sheet_id = s.id and v.state = 'active'
     where s.workspace_id = $1 and s.key = $2`,
    [workspaceId, key],
  );
  const [row] = found.rows;
  if (!row) throw notFound("Active sheet");
  return { sheetId: row.sheetId, only: "scored", keep: null };
}

/**
 * What a `segment` filter means for the query. A lead is in a segment with an active sheet where it has a score on it;
 * segments without one are asked of the attributes.
 * @throws AppError `not_found` for a segment that does not exist, or a sheet that is not active.
 */
export async function listScope(
  tx: Tx,
  workspaceId: number,
  { segment, sheet }: { segment?: string | undefined; sheet?: string | undefined },
  asOf: number,
): Promise<ListScope> {
  if (sheet !== undefined) return ofSheet(tx, workspaceId, sheet);
  if (segment === undefined) return { sheetId: null, only: null, keep: null };
  const segments = await loadSegments(tx, workspaceId);
  const holds = (row: Row) => {
    const { test } = compileCondition(row.condition);
    return (attributes: Record<string, unknown>) => test(attributes, asOf);
  };
  const wanted = segments.find(({ key }) => key === segment);
  if (wanted) {
    if (wanted.sheetId !== null) return { sheetId: wanted.sheetId, only: "scored", keep: null };
    return { sheetId: null, only: null, keep: holds(wanted) };
  }
  if (segment !== "none") throw notFound("Segment");
  const sheetless = segments.filter(({ sheetId }) => sheetId === null).map(holds);
  const keep = (attributes: Record<string, unknown>) => !sheetless.some((test) => test(attributes));
  return { sheetId: null, only: "unscored", keep: sheetless.length > 0 ? keep : null };
}
