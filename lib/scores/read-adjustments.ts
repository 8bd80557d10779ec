import type { Tx } from "#db/client.ts";
import type { Adjustment } from "../scoring/adjustment.ts";
import { bigints } from "../sql-arrays.ts";

type Row = {
  id: number;
  lead_id: string;
  at: Date;
  expires_at: Date | null;
  ended_at: Date | null;
  points: number;
  dimension: string;
};

/** The first of two instants that may be none. */
const first = (a: Date | null, b: Date | null): number | null =>
  a && b ? Math.min(a.getTime(), b.getTime()) : ((a ?? b)?.getTime() ?? null);

/**
 * What was given by hand to these leads, whenever, by the lead's place in `ids`. Asked only for leads whose row says that
 * there is something, so that all others cost nothing.
 */
export async function readAdjustments(
  tx: Tx,
  workspaceId: number,
  leads: readonly number[],
  ids: readonly number[],
): Promise<Map<number, Adjustment[]>> {
  const found = await tx.$client.query<Row>(
    `select id::int as id, lead_id, at, expires_at, ended_at, points, dimension from lead_adjustments
     where workspace_id = $1 and lead_id = any($2::bigint[])`,
    [workspaceId, bigints(leads)],
  );
  const wanted = new Set(found.rows.map((row) => Number(row.lead_id)));
  const places = new Map<number, number>();
  ids.forEach((id, place) => {
    if (wanted.has(id)) places.set(id, place);
  });
  const byPlace = new Map<number, Adjustment[]>();
  for (const { id, lead_id, at, expires_at, ended_at, points, dimension } of found.rows) {
    const place = places.get(Number(lead_id));
    if (place === undefined) continue;
    const until = first(expires_at, ended_at);
    const all = byPlace.get(place) ?? [];
    all.push({ id, at: at.getTime(), until, points, dimension });
    byPlace.set(place, all);
  }
  return byPlace;
}
