import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { readRetention } from "./get-retention.ts";
import type { setRetentionOperation } from "./operations.ts";
import type { Retention } from "./schemas.ts";

/** Replaces all periods. Nothing is deleted before the nightly job (lib/privacy/retain.ts). */
export async function setRetention(
  ctx: Context,
  { periods }: OperationInput<typeof setRetentionOperation>,
): Promise<Retention> {
  authorize(ctx, "privacy:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const names = periods.map(({ event }) => event);
    await tx.$client.query(
      "delete from retention_periods where workspace_id = $1 and event_name <> all($2::text[])",
      [workspaceId, names],
    );
    await tx.$client.query(
      `insert into retention_periods (workspace_id, event_name, days)
       select $1, event, days from unnest($2::text[], $3::integer[]) as p (event, days)
       on conflict (workspace_id, event_name) do update set days = excluded.days`,
      [workspaceId, names, periods.map(({ days }) => days)],
    );
    await audit(tx, ctx, "privacy.set_retention", "workspace", { periods });
    return readRetention(tx, workspaceId);
  });
}
