import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { loadSla } from "./load-sla.ts";
import type { SlaAnswer } from "./schemas.ts";

/** How soon sales is to answer, and in which time zone its working time is. */
export async function getSla(ctx: Context): Promise<SlaAnswer> {
  authorize(ctx, "routing:read");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const { sla, timeZone } = await loadSla(tx, ctx.workspaceId);
      return { sla, time_zone: timeZone };
    },
    { readOnly: true },
  );
}
