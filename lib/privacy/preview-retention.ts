import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { previewRetentionOperation } from "./operations.ts";
import type { RetentionPreview } from "./schemas.ts";

const TIMEOUT_MS = 60_000;

/** Counts what these periods would delete now. Reads every event once: for a page that is opened now and then. */
export async function previewRetention(
  ctx: Context,
  { periods }: OperationInput<typeof previewRetentionOperation>,
): Promise<RetentionPreview> {
  authorize(ctx, "privacy:manage");
  const values = [ctx.workspaceId, periods.map(({ event }) => event), periods.map(({ days }) => days)];
  const due = `from unnest($2::text[], $3::integer[]) as p (event, days)
    join activities a on a.workspace_id = $1 and a.name = p.event
    join events e on e.workspace_id = $1 and e.activity_id = a.id and e.occurred_at < now() - p.days * interval '1 day'`;
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const events = await tx.$client.query<{ event: string; count: number; oldest: Date }>(
        `select p.event, count(*)::int as count, min(e.occurred_at) as oldest ${due} group by 1 order by 2 desc, 1`,
        values,
      );
      const leads = await tx.$client.query<{ n: number }>(
        `select count(distinct e.lead_id)::int as n ${due}`,
        values,
      );
      return {
        events: events.rows.map((row) => ({ ...row, oldest: row.oldest.toISOString() })),
        leads: leads.rows[0]?.n ?? 0,
      };
    },
    { readOnly: true, timeoutMs: TIMEOUT_MS },
  );
}
