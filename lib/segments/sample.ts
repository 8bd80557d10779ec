import type { Tx } from "#db/client.ts";
import { readAttributes } from "../scores/histories.ts";
import { type CompiledCondition, compileCondition } from "../scoring/condition.ts";
import { firstPart } from "../scoring/field.ts";
import type { Condition } from "../scoring/schema.ts";

export type LeadSample = {
  /** Leads of the workspace. */
  total: number;
  /** All of them, or every n-th in the order of their ids. */
  ids: number[];
};

/** Every lead where there are at most `size`, else every n-th by id: the same leads each time, spread evenly. */
export async function sampleLeads(tx: Tx, workspaceId: number, size: number): Promise<LeadSample> {
  const counted = await tx.$client.query<{ total: string }>(
    "select count(*) as total from leads where workspace_id = $1",
    [workspaceId],
  );
  const total = Number(counted.rows[0]?.total ?? 0);
  const step = Math.max(1, Math.ceil(total / size));
  const found = await tx.$client.query<{ id: string }>(
    step === 1
      ? "select id from leads where workspace_id = $1 order by id"
      : `select id from (select id, row_number() over (order by id) as n from leads where workspace_id = $1) numbered
         where n % ${step} = 1 order by id`,
    [workspaceId],
  );
  return { total, ids: found.rows.map((row) => Number(row.id)) };
}

/** First parts and whole paths of what the conditions read. */
export const keysOf = (conditions: readonly CompiledCondition[]): string[] => [
  ...new Set(conditions.flatMap(({ fields }) => fields.flatMap((field) => [field, firstPart(field)]))),
];

/**
 * Which of these leads meet which conditions as of an instant: for each lead, in the order of ids, one truth a condition.
 * Attributes are the newest known.
 */
export async function membership(
  tx: Tx,
  workspaceId: number,
  ids: number[],
  conditions: readonly Condition[],
  asOf: number,
): Promise<{ id: number; is: boolean[] }[]> {
  const compiled = conditions.map(compileCondition);
  const keys = keysOf(compiled);
  if (keys.length === 0) {
    const same = compiled.map((condition) => condition.test({}, asOf));
    return ids.map((id) => ({ id, is: same }));
  }
  const leads = await readAttributes(tx, workspaceId, { ids }, keys);
  return leads.ids.map((id, n) => ({
    id,
    is: compiled.map((condition) => condition.test(leads.attributes[n] ?? {}, asOf)),
  }));
}
