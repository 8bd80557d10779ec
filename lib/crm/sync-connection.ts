import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { crmConnections } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { connectionByKey } from "./connection.ts";
import type { syncOperation } from "./operations.ts";

/** Begins to write every score and to read every change. @throws AppError `not_found`, `conflict` while paused. */
export async function syncConnection(
  ctx: Context,
  { key }: OperationInput<typeof syncOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const { id, state } = await connectionByKey(tx, workspaceId, key);
    if (state !== "active")
      throw conflict("The connection does not work at the moment", [
        { path: "state", message: state, code: state },
      ]);
    await tx
      .update(crmConnections)
      .set({
        syncLeadId: 0,
        syncTotal: 0,
        syncStartedAt: new Date(),
        blockedUntil: null,
        fieldsReadyAt: null,
      })
      .where(and(eq(crmConnections.workspaceId, workspaceId), eq(crmConnections.id, id)));
    await sendJob(tx, "crm.sync", { workspaceId, connectionId: id });
    await audit(tx, ctx, "crm.sync", `crm:${key}`);
    return { key };
  });
}
