import type { Tx } from "#db/client.ts";
import { piecesOf } from "./days.ts";
import type { Basis as SumBasis } from "./facts.ts";
import type { Basis, ReadSum } from "./figures.ts";

/** Which sums: of one segment (or of several, by `segments`), and of one value of a dimension or of each. */
export type Scope = { segments: readonly number[]; dimension: string; value: string | null };
export type Range = { from: string; to: string };
/** A range as its mature and its open days; of a period all are mature. */
export type Parts = { mature: Range; open: Range | null };

type Row = {
  part: "mature" | "open";
  segment: number;
  value: string;
  week: string | null;
  measure: number;
  bucket: number;
  currency: string;
  n: number;
  amount: number;
};

/**
 * By whole weeks where there are any, so that how many rows are read depends on the days asked for and not on the leads.
 * An amount whose currency nobody said is in the workspace's.
 */
async function read(
  tx: Tx,
  workspaceId: number,
  { segments, dimension, value }: Scope,
  { bases, parts, byWeek }: { bases: readonly SumBasis[]; parts: Parts; byWeek: boolean },
): Promise<Row[]> {
  const pieces = (["mature", "open"] as const).flatMap((part) => {
    const range = parts[part];
    return range ? piecesOf(range.from, range.to).map((piece) => ({ part, ...piece })) : [];
  });
  const [own] = bases;
  const found = await tx.$client.query<Row>(
    `select p.part, f.segment::int as segment, f.value, measure, bucket,
       coalesce(nullif(f.currency, ''), w.currency) as currency, sum(n)::int as n,
       sum(amount)::float8 as amount, ${byWeek ? "(f.period - (extract(isodow from f.period)::int - 1))::text" : "null"} as week
     from unnest($2::text[], $3::text[], $4::date[], $5::date[]) as p (part, grain, first, last)
     join workspaces w on w.id = $1
     join funnel_sums f on f.workspace_id = $1 and f.segment = any($6::bigint[]) and f.dimension = $7 and f.basis = any($8)
       and f.grain = p.grain and f.period between p.first and p.last and (f.basis = $9 or f.measure = 0)
       ${value === null ? "" : "and f.value = $10"}
     group by 1, 2, 3, 4, 5, 6, 9`,
    [
      workspaceId,
      pieces.map((piece) => piece.part),
      pieces.map((piece) => piece.grain),
      pieces.map((piece) => piece.from),
      pieces.map((piece) => piece.to),
      segments,
      dimension,
      bases,
      own,
      ...(value === null ? [] : [value]),
    ],
  );
  return found.rows;
}

const toSum = ({ part, week, measure, bucket, currency, n, amount }: Row): ReadSum => ({
  ...{ part, week: week ?? "", measure, bucket, currency, n, amount },
});

/** Counts and worths; with those of a period come the leads that came in it. */
const basesOf = (basis: Basis): SumBasis[] => (basis === "cohort" ? ["cohort"] : ["period", "cohort"]);

/** The sums of one selection, by week. */
export async function readSums(
  tx: Tx,
  workspaceId: number,
  scope: Scope,
  basis: Basis,
  parts: Parts,
): Promise<ReadSum[]> {
  const rows = await read(tx, workspaceId, scope, { bases: basesOf(basis), parts, byWeek: true });
  return rows.map(toSum);
}

/** The sums of durations of one selection. */
export async function readDays(
  tx: Tx,
  workspaceId: number,
  scope: Scope,
  basis: Basis,
  parts: Parts,
): Promise<ReadSum[]> {
  const rows = await read(tx, workspaceId, scope, { bases: [`${basis}_days`], parts, byWeek: false });
  return rows.filter(({ measure }) => measure > 0).map(toSum);
}

/** Sums by value, or by segment where the scope has several. */
export async function readBreakdown(
  tx: Tx,
  workspaceId: number,
  scope: Scope,
  basis: Basis,
  parts: Parts,
): Promise<Map<string, ReadSum[]>> {
  const rows = await read(tx, workspaceId, scope, { bases: basesOf(basis), parts, byWeek: false });
  const byKey = new Map<string, ReadSum[]>();
  for (const row of rows) {
    const key = scope.value === null ? row.value : String(row.segment);
    const sums = byKey.get(key);
    if (sums) sums.push(toSum(row));
    else byKey.set(key, [toSum(row)]);
  }
  return byKey;
}

/** How many leads wait at each stage of the line (by place) since a day in each of these ranges; the first is open-ended. */
export async function readWaiting(
  tx: Tx,
  workspaceId: number,
  scope: Scope,
  range: Range,
): Promise<Map<number, number>> {
  const rows = await read(tx, workspaceId, scope, {
    bases: ["waiting"],
    parts: { mature: range, open: null },
    byWeek: false,
  });
  return new Map(rows.map(({ measure, n }) => [measure, n]));
}
