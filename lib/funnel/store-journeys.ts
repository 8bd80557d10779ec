import type { Tx } from "#db/client.ts";
import type { Stage } from "../leads/stages.ts";
import { bigints } from "../sql-arrays.ts";
import type { JourneyRow, Sum } from "./facts.ts";
import type { Worth } from "./journey.ts";
import { LINE } from "./line.ts";

/** In the order in which they are written. */
const COLUMNS = [
  ["lead_id", "bigint"],
  ["entered_at", "timestamptz"],
  ["mql_at", "timestamptz"],
  ["sal_at", "timestamptz"],
  ["sql_at", "timestamptz"],
  ["opportunity_at", "timestamptz"],
  ["customer_at", "timestamptz"],
  ["recorded", "smallint"],
  ["timed", "smallint"],
  ["disordered", "boolean"],
  ["stage", "text"],
  ["since_at", "timestamptz"],
  ["opportunity_value", "float8"],
  ["opportunity_currency", "text"],
  ["customer_value", "float8"],
  ["customer_currency", "text"],
  ["source", "text"],
  ["campaign", "text"],
  ["landing", "text"],
  ["owner_id", "bigint"],
  ["segments", "text"],
  ["look_at", "timestamptz"],
] as const;

const NAMES = COLUMNS.map(([name]) => name);
const mask = (bits: readonly boolean[]) => bits.reduce((sum, bit, place) => sum + (bit ? 1 << place : 0), 0);
const bitsOf = (value: number) => LINE.map((_, place) => (value & (1 << place)) !== 0);
const instant = (ms: number | null | undefined) => (ms == null ? null : new Date(ms).toISOString());

function cells({ leadId, journey, source, campaign, landing, ownerId, segments, lookAt }: JourneyRow) {
  const { reached, recorded, took, disordered, stage, sinceAt, worth } = journey;
  return [
    leadId,
    ...LINE.map((_, place) => instant(reached[place])),
    mask(recorded),
    mask(took.map((ms) => ms !== null)),
    disordered,
    stage,
    instant(sinceAt),
    ...[worth.opportunity?.amount ?? null, worth.opportunity?.currency ?? null],
    ...[worth.customer?.amount ?? null, worth.customer?.currency ?? null],
    ...[source, campaign, landing, ownerId],
    `{${segments.join(",")}}`,
    instant(lookAt),
  ];
}

type Stored = {
  lead_id: string;
  at: (number | null)[];
  recorded: number;
  timed: number;
  disordered: boolean;
  stage: Stage;
  since: number;
  opportunity_value: number | null;
  opportunity_currency: string | null;
  customer_value: number | null;
  customer_currency: string | null;
  source: string;
  campaign: string;
  landing: string;
  owner_id: string | null;
  segments: string[];
};

const worthOf = (amount: number | null, currency: string | null): Worth | null =>
  amount === null ? null : { amount, currency };

/** The journeys as they were stored, in full: what they add to the sums follows from them alone. */
export async function readJourneys(
  tx: Tx,
  workspaceId: number,
  ids: readonly number[],
): Promise<JourneyRow[]> {
  const ms = (column: string) => `round(extract(epoch from ${column}) * 1000)::float8`;
  const found = await tx.$client.query<Stored>(
    `select lead_id, array[${LINE.map((name) => ms(name === "lead" ? "entered_at" : `${name}_at`)).join(", ")}] as at,
       recorded, timed, disordered, stage, ${ms("since_at")} as since, opportunity_value, opportunity_currency,
       customer_value, customer_currency, source, campaign, landing, owner_id, segments
     from journeys where workspace_id = $1 and lead_id = any($2::bigint[])`,
    [workspaceId, bigints(ids)],
  );
  return found.rows.map((row) => {
    const timed = bitsOf(row.timed);
    const { at: reached, disordered, stage, source, campaign, landing } = row;
    return {
      leadId: Number(row.lead_id),
      journey: {
        enteredAt: reached[0] ?? 0,
        reached,
        recorded: bitsOf(row.recorded),
        took: reached.map((at, place) => (timed[place] ? (at ?? 0) - (reached[place - 1] ?? 0) : null)),
        ...{ stage, disordered, sinceAt: row.since },
        worth: {
          opportunity: worthOf(row.opportunity_value, row.opportunity_currency),
          customer: worthOf(row.customer_value, row.customer_currency),
        },
      },
      ...{ source, campaign, landing, lookAt: null },
      ownerId: row.owner_id === null ? null : Number(row.owner_id),
      segments: row.segments.map(Number),
    };
  });
}

/** Writes journeys anew, and deletes those of leads that are no more. */
export async function writeJourneys(
  tx: Tx,
  workspaceId: number,
  rows: readonly JourneyRow[],
  gone: readonly number[],
): Promise<void> {
  if (gone.length > 0)
    await tx.$client.query("delete from journeys where workspace_id = $1 and lead_id = any($2::bigint[])", [
      workspaceId,
      bigints(gone),
    ]);
  if (rows.length === 0) return;
  const table = rows.map(cells);
  await tx.$client.query(
    `insert into journeys (workspace_id, ${NAMES.join(", ")})
     select $1, ${NAMES.map((name) => (name === "segments" ? "segments::bigint[]" : name)).join(", ")}
     from unnest(${COLUMNS.map(([, type], n) => `$${n + 2}::${type}[]`).join(", ")}) as j (${NAMES.join(", ")})
     on conflict (workspace_id, lead_id) do update set ${NAMES.slice(1)
       .map((name) => `${name} = excluded.${name}`)
       .join(", ")}`,
    [workspaceId, ...COLUMNS.map((_, n) => table.map((row) => row[n]))],
  );
}

/** Adds changes to the sums, bucket by bucket; one that comes to nothing is deleted. */
export async function writeSums(tx: Tx, workspaceId: number, sums: readonly Sum[]): Promise<void> {
  if (sums.length === 0) return;
  const key = "segment, dimension, basis, grain, period, value, measure, currency";
  await tx.$client.query(
    `insert into funnel_sums as f (workspace_id, ${key}, counts, amount)
     select $1, ${key}, counts::integer[], amount
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[], $8::smallint[], $9::text[],
       $10::text[], $11::numeric[]) as s (${key}, counts, amount)
     on conflict (workspace_id, ${key}) do update set amount = f.amount + excluded.amount,
       counts = (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by bucket)
         from unnest(f.counts, excluded.counts) with ordinality as c (a, b, bucket))`,
    [
      workspaceId,
      sums.map((sum) => sum.segment),
      sums.map((sum) => sum.dimension),
      sums.map((sum) => sum.basis),
      sums.map((sum) => sum.grain),
      sums.map((sum) => sum.period),
      sums.map((sum) => sum.value),
      sums.map((sum) => sum.measure),
      sums.map((sum) => sum.currency),
      sums.map((sum) => `{${sum.counts.join(",")}}`),
      sums.map((sum) => sum.amount.toFixed(4)),
    ],
  );
  const fallen = sums.filter(({ counts }) => counts.some((n) => n < 0));
  if (fallen.length === 0) return;
  await tx.$client.query(
    `delete from funnel_sums f using (select distinct * from unnest($2::bigint[], $3::text[], $4::text[], $5::text[],
       $6::date[]) as s (segment, dimension, basis, grain, period)) s
     where f.workspace_id = $1 and f.segment = s.segment and f.dimension = s.dimension and f.basis = s.basis
       and f.grain = s.grain and f.period = s.period and 0 = all(f.counts)`,
    [
      workspaceId,
      fallen.map((sum) => sum.segment),
      fallen.map((sum) => sum.dimension),
      fallen.map((sum) => sum.basis),
      fallen.map((sum) => sum.grain),
      fallen.map((sum) => sum.period),
    ],
  );
}
