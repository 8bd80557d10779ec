import { eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { slaSettings } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadSla } from "./load-sla.ts";
import type { putSlaOperation } from "./operations.ts";
import type { SlaAnswer } from "./schemas.ts";

/** Sets the target of hand-overs made from now on, or takes it away; clocks that run keep what they say. */
export async function putSla(
  ctx: Context,
  { sla }: OperationInput<typeof putSlaOperation>,
): Promise<SlaAnswer> {
  authorize(ctx, "routing:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const before = await loadSla(tx, workspaceId);
    if (sla === null) await tx.delete(slaSettings).where(eq(slaSettings.workspaceId, workspaceId));
    else {
      const values = {
        targetMinutes: sla.target_minutes,
        week: sla.week,
        warnMinutes: sla.warn_minutes,
        managerMinutes: sla.manager_minutes,
        reassignMinutes: sla.reassign_minutes,
      };
      await tx
        .insert(slaSettings)
        .values({ workspaceId, ...values })
        .onConflictDoUpdate({ target: slaSettings.workspaceId, set: values });
    }
    await audit(tx, ctx, "routing.set_sla", `workspace:${workspaceId}`, { sla, was: before.sla });
    return { sla, time_zone: before.timeZone };
  });
}
