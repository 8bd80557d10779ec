import type { Tx } from "#db/client.ts";
import { type Piece, piecesOf, weekPiecesOf } from "./days.ts";
import type { Basis as SumBasis } from "./facts.ts";
import type { Basis, ReadSum } from "./figures.ts";
import { HORIZONS } from "./line.ts";

/** Which sums: of one segment (or of several, by `segments`), and of one value of a dimension or of each. */
export type Scope = { segments: readonly number[]; dimension: string; value: string | null };
export type Range = { from: string; to: string };
/** A range as its mature and its open days; of a period all are mature. */
export type Parts = { mature: Range; open: Range | null };

type PartPiece<Part extends string> = Piece & { part: Part };
type Row<Part extends string> = {
  part: Part;
  segment: number;
  value: string;
  week: string | null;
  measure: number;
  currency: string;
  /** By horizon; null: no lead has come so far. */
  counts: (number | null)[];
  amount: number;
};

const PLACES = Array.from({ length: HORIZONS.length + 1 }, (_, bucket) => `sum(counts[${bucket + 1}])`);

function piecesOfParts(
  { mature, open }: Parts,
  pieces: (from: string, to: string) => Piece[],
): PartPiece<"mature" | "open">[] {
  return [
    ...pieces(mature.from, mature.to).map((piece) => ({ part: "mature" as const, ...piece })),
    ...(open ? pieces(open.from, open.to) : []).map((piece) => ({ part: "open" as const, ...piece })),
  ];
}

/** The rows of pieces: how many there are depends on the days asked for and not on the leads. */
function rowsOf(
  workspaceId: number,
  { segments, dimension, value }: Scope,
  bases: readonly SumBasis[],
  pieces: readonly PartPiece<string>[],
): { from: string; values: unknown[] } {
  const [own] = bases;
  return {
    from: `from unnest($2::text[], $3::text[], $4::date[], $5::date[]) as p (part, grain, first, last)
     join funnel_sums f on f.workspace_id = $1 and f.segment = any($6::bigint[]) and f.dimension = $7 and f.basis = any($8)
       and f.grain = p.grain and f.period between p.first and p.last and (f.basis = $9 or f.measure = 0)
       ${value === null ? "" : "and f.value = $10"}`,
    values: [
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
  };
}

/** An amount whose currency nobody said is in the workspace's. */
async function read<Part extends string>(
  tx: Tx,
  workspaceId: number,
  scope: Scope,
  bases: readonly SumBasis[],
  { pieces, byWeek }: { pieces: readonly PartPiece<Part>[]; byWeek: boolean },
): Promise<Row<Part>[]> {
  const { from, values } = rowsOf(workspaceId, scope, bases, pieces);
  const found = await tx.$client.query<Row<Part>>(
    `select p.part, f.segment::int as segment, f.value, measure,
       coalesce(nullif(f.currency, ''), w.currency) as currency, json_build_array(${PLACES.join(", ")}) as counts,
       sum(amount)::float8 as amount, ${byWeek ? "(f.period - (extract(isodow from f.period)::int - 1))::text" : "null"} as week
     ${from} join workspaces w on w.id = $1 group by 1, 2, 3, 4, 5, 8`,
    values,
  );
  return found.rows;
}

/** A row as a sum for each of its buckets. */
const toSums = ({
  part,
  week,
  measure,
  currency,
  counts,
  amount,
}: Omit<Row<"mature" | "open">, "segment" | "value">): ReadSum[] =>
  counts.flatMap((n, bucket) =>
    n ? [{ part, week: week ?? "", measure, bucket, currency, n, amount: bucket === 0 ? amount : 0 }] : [],
  );

/** Counts and worths; with those of a period come the leads that came in it. */
const basesOf = (basis: Basis): SumBasis[] => (basis === "cohort" ? ["cohort"] : ["period", "cohort"]);

/** The sums of one selection, or the same by week. */
export async function readSums(
  tx: Tx,
  workspaceId: number,
  scope: Scope,
  basis: Basis,
  { parts, byWeek }: { parts: Parts; byWeek: boolean },
): Promise<ReadSum[]> {
  const pieces = piecesOfParts(parts, byWeek ? weekPiecesOf : piecesOf);
  const rows = await read(tx, workspaceId, scope, basesOf(basis), { pieces, byWeek });
  return rows.flatMap(toSums);
}

/** How long the steps of mature leads took. Arrays are added up here, because PostgreSQL is slower at taking them apart. */
export async function readDays(
  tx: Tx,
  workspaceId: number,
  scope: Scope,
  basis: Basis,
  { mature }: Parts,
): Promise<ReadSum[]> {
  const part = "mature" as const;
  const pieces = piecesOf(mature.from, mature.to).map((piece) => ({ part, ...piece }));
  const { from, values } = rowsOf(workspaceId, scope, [`${basis}_days`], pieces);
  const found = await tx.$client.query<{ measure: number; counts: number[] }>(
    `select measure, to_json(counts) as counts ${from}`,
    values,
  );
  const totals = new Map<number, number[]>();
  for (const { measure, counts } of found.rows) {
    const total = totals.get(measure) ?? [];
    totals.set(measure, total);
    for (const [bucket, n] of counts.entries()) total[bucket] = (total[bucket] ?? 0) + n;
  }
  return [...totals].flatMap(([measure, counts]) =>
    toSums({ part, week: null, measure, currency: "", counts, amount: 0 }),
  );
}

/** Sums by value, or by segment where the scope has several. */
export async function readBreakdown(
  tx: Tx,
  workspaceId: number,
  scope: Scope,
  basis: Basis,
  parts: Parts,
): Promise<Map<string, ReadSum[]>> {
  const pieces = piecesOfParts(parts, piecesOf);
  const rows = await read(tx, workspaceId, scope, basesOf(basis), { pieces, byWeek: false });
  const byKey = new Map<string, ReadSum[]>();
  for (const row of rows) {
    const key = scope.value === null ? row.value : String(row.segment);
    const sums = byKey.get(key);
    if (sums) sums.push(...toSums(row));
    else byKey.set(key, toSums(row));
  }
  return byKey;
}

/** How many leads wait at each stage of the line (by place), for each of these ranges of days since which they may. */
export async function readWaiting(
  tx: Tx,
  workspaceId: number,
  scope: Scope,
  ranges: readonly Range[],
): Promise<Map<number, number>[]> {
  const pieces = ranges.flatMap(({ from, to }, n) =>
    piecesOf(from, to).map((piece) => ({ part: String(n), ...piece })),
  );
  const rows = await read(tx, workspaceId, scope, ["waiting"], { pieces, byWeek: false });
  return ranges.map((_, n) => {
    const ours = rows.filter(({ part }) => part === String(n));
    return new Map(ours.map(({ measure, counts }) => [measure, counts[0] ?? 0]));
  });
}
