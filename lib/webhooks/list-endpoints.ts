import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { Endpoint, EndpointName } from "./schemas.ts";

const COUNTED = 1_001;

type Row = Omit<Endpoint, "state" | "disabled_at" | "failing_since" | "previous_until" | "created_at"> & {
  disabled_at: Date | null;
  failing_since: Date | null;
  previous_until: Date | null;
  created_at: Date;
};

/** Every endpoint with what waits for it and what was given up; there are 50 at most. */
export async function listEndpoints(ctx: Context): Promise<{ items: Endpoint[] }> {
  authorize(ctx, "webhooks:manage");
  const { workspaceId } = ctx;
  const counted = (state: string) =>
    `(select count(*)::int from (select 1 from webhook_deliveries d where d.workspace_id = $1 and d.endpoint_id = e.id
      and d.state = '${state}' limit ${COUNTED}) counted)`;
  const { rows } = await inWorkspace(
    workspaceId,
    (tx) =>
      tx.$client.query<Row>(
        `select key, name, url, format, disabled_reason, disabled_at, failing_since, created_at,
           case when previous_until > now() then previous_until end as previous_until,
           ${counted("waiting")} as waiting, ${counted("dead")} as dead
         from webhook_endpoints e where workspace_id = $1 order by lower(name), id`,
        [workspaceId],
      ),
    { readOnly: true },
  );
  const items = rows.map(
    (row): Endpoint => ({
      ...row,
      state: row.disabled_at === null ? "enabled" : "disabled",
      disabled_at: row.disabled_at?.toISOString() ?? null,
      failing_since: row.failing_since?.toISOString() ?? null,
      previous_until: row.previous_until?.toISOString() ?? null,
      created_at: row.created_at.toISOString(),
    }),
  );
  return { items };
}

/** What an action of a sheet may name: no addresses, for that of a Slack channel is a secret. */
export async function listEndpointNames(ctx: Context): Promise<{ items: EndpointName[] }> {
  authorize(ctx, "sheets:read");
  const { rows } = await inWorkspace(
    ctx.workspaceId,
    (tx) =>
      tx.$client.query<EndpointName>(
        `select key, name, format, case when disabled_at is null then 'enabled' else 'disabled' end as state
         from webhook_endpoints where workspace_id = $1 order by lower(name), id`,
        [ctx.workspaceId],
      ),
    { readOnly: true },
  );
  return { items: rows };
}
