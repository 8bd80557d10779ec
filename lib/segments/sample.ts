import type { Tx } from "#db/client.ts";
import { readAttributes, readAttributesAt } from "../scores/histories.ts";
import { type CompiledCondition, compileCondition } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { firstPart } from "../scoring/field.ts";

export type LeadSample = {
  /** Leads of the workspace. */
  total: number;
  ids: number[];
};

/** 2^32 over the golden ratio: multiples of it fill a range evenly whatever pattern the ids have (Knuth, TAOCP 6.4). */
const GOLDEN = 2_654_435_761;
const RANGE = 2 ** 32;

/** Where an id falls in 0 … 2^32 - 1; the leads with the least places are an even sample, and the same one each time. */
export const placeOf = (id: number): number => Math.imul(id, GOLDEN) >>> 0;

/** Of these, the `size` with the least places, in the order of ids. */
export const evenly = (ids: readonly number[], size: number): number[] =>
  ids.length <= size
    ? [...ids]
    : ids
        .toSorted((a, b) => placeOf(a) - placeOf(b))
        .slice(0, size)
        .sort((a, b) => a - b);

/** Every lead where there are at most `size`, else an even sample of about as many, in the order of ids. */
export async function sampleLeads(tx: Tx, workspaceId: number, size: number): Promise<LeadSample> {
  const counted = await tx.$client.query<{ total: string }>(
    "select count(*) as total from leads where workspace_id = $1 and joined_into is null",
    [workspaceId],
  );
  const total = Number(counted.rows[0]?.total ?? 0);
  const below = total <= size ? RANGE : Math.floor((size / total) * RANGE);
  const found = await tx.$client.query<{ id: string }>(
    `select id from leads where workspace_id = $1 and joined_into is null and (id & 2147483647) * ${GOLDEN} % ${RANGE} < $2 order by id`,
    [workspaceId, below],
  );
  return { total, ids: found.rows.map((row) => Number(row.id)) };
}

/** First parts and whole paths of what the conditions read. */
export const keysOf = (conditions: readonly CompiledCondition[]): string[] => [
  ...new Set(conditions.flatMap(({ fields }) => fields.flatMap((field) => [field, firstPart(field)]))),
];

/**
 * Which of these leads meet which conditions as of an instant: for each lead, in the order of ids, one truth a condition.
 * @param isPast true: attributes as they were known then, else the newest known.
 */
export async function membership(
  tx: Tx,
  workspaceId: number,
  ids: number[],
  conditions: readonly Condition[],
  asOf: number,
  isPast = false,
): Promise<{ id: number; is: boolean[] }[]> {
  const compiled = conditions.map(compileCondition);
  const keys = keysOf(compiled);
  if (keys.length === 0) {
    const same = compiled.map((condition) => condition.test({}, asOf));
    return ids.map((id) => ({ id, is: same }));
  }
  const leads = isPast
    ? await readAttributesAt(tx, workspaceId, { ids }, keys, new Date(asOf))
    : await readAttributes(tx, workspaceId, { ids }, keys);
  return leads.ids.map((id, n) => ({
    id,
    is: compiled.map((condition) => condition.test(leads.attributes[n] ?? {}, asOf)),
  }));
}
