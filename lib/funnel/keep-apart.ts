import type { Tx } from "#db/client.ts";
import type { JourneyRow } from "./facts.ts";
import { MOST_VALUES, NONE, OTHER, TOUCHES } from "./first-touch.ts";

/** Journeys with the values beyond those that a workspace keeps apart as one value; new ones are kept while there is room. */
export async function keepApart(
  tx: Tx,
  workspaceId: number,
  rows: readonly JourneyRow[],
): Promise<JourneyRow[]> {
  const found = await tx.$client.query<{ dimension: string; value: string }>(
    "select dimension, value from funnel_values where workspace_id = $1",
    [workspaceId],
  );
  const kept = new Map<string, Set<string>>(TOUCHES.map((touch) => [touch, new Set<string>()]));
  for (const { dimension, value } of found.rows) kept.get(dimension)?.add(value);
  const added: { dimension: string; value: string }[] = [];
  const named = rows.map((row) => {
    const values = TOUCHES.map((touch) => {
      const value = row[touch];
      const known = kept.get(touch);
      if (!known || value === NONE || known.has(value)) return [touch, value];
      if (known.size >= MOST_VALUES) return [touch, OTHER];
      known.add(value);
      added.push({ dimension: touch, value });
      return [touch, value];
    });
    return { ...row, ...(Object.fromEntries(values) as Pick<JourneyRow, (typeof TOUCHES)[number]>) };
  });
  if (added.length > 0)
    await tx.$client.query(
      "insert into funnel_values (workspace_id, dimension, value) select $1, d, v from unnest($2::text[], $3::text[]) as t (d, v)",
      [workspaceId, added.map((one) => one.dimension), added.map((one) => one.value)],
    );
  return named;
}

/** Forgets values that no lead has any more, of those that these had: one may be a person's own. */
export async function dropUnusedValues(
  tx: Tx,
  workspaceId: number,
  rows: readonly JourneyRow[],
): Promise<void> {
  const had = rows.flatMap((row) => TOUCHES.map((touch) => [touch, row[touch]] as const));
  await tx.$client.query(
    `delete from funnel_values v using unnest($2::text[], $3::text[]) as had (dimension, value)
     where v.workspace_id = $1 and v.dimension = had.dimension and v.value = had.value
       and not exists (select from funnel_sums f where f.workspace_id = $1 and f.segment = 0 and f.dimension = v.dimension
         and f.basis = 'cohort' and f.grain = 'month' and f.value = v.value)`,
    [workspaceId, had.map(([dimension]) => dimension), had.map(([, value]) => value)],
  );
}
