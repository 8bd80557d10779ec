import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { Retention } from "./schemas.ts";

const MOST_NAMES = 1_000;

export async function readRetention(tx: Tx, workspaceId: number): Promise<Retention> {
  const periods = await tx.$client.query<Retention["periods"][number]>(
    "select event_name as event, days from retention_periods where workspace_id = $1 order by event_name",
    [workspaceId],
  );
  const events = await tx.$client.query<Retention["events"][number]>(
    `select name as event, sum(events)::int as count from activities where workspace_id = $1
     group by name order by 2 desc, 1 limit ${MOST_NAMES}`,
    [workspaceId],
  );
  return { periods: periods.rows, events: events.rows };
}

/** How long events of each name are kept. */
export async function getRetention(ctx: Context): Promise<Retention> {
  authorize(ctx, "privacy:manage");
  return inWorkspace(ctx.workspaceId, (tx) => readRetention(tx, ctx.workspaceId), { readOnly: true });
}
