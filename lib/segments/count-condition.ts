import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import type { countConditionOperation } from "./operations.ts";
import { membership, sampleLeads } from "./sample.ts";
import type { ConditionCount } from "./schemas.ts";

/** Leads looked at; where there are more, the count is projected. */
const SAMPLE = 5_000;

/** How many leads meet a condition now, before anything is saved. */
export async function countCondition(
  ctx: Context,
  input: OperationInput<typeof countConditionOperation>,
): Promise<ConditionCount> {
  authorize(ctx, "segments:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { total, ids } = await sampleLeads(tx, workspaceId, SAMPLE);
      const asked = await membership(tx, workspaceId, ids, [input.when as Condition], Date.now());
      const inside = asked.filter(({ is }) => is[0]).length;
      const leads = ids.length === 0 ? 0 : Math.round((inside * total) / ids.length);
      return { leads, total, sampled: ids.length };
    },
    { readOnly: true },
  );
}
