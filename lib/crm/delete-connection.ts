import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { crmConnections } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { connectionByKey } from "./connection.ts";
import type { deleteConnectionOperation } from "./operations.ts";

/** Forgets a CRM with its credentials, links and conflicts; nothing is changed in the CRM. @throws AppError `not_found` */
export async function deleteConnection(
  ctx: Context,
  { key }: OperationInput<typeof deleteConnectionOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const { id, kind } = await connectionByKey(tx, workspaceId, key);
    await tx
      .delete(crmConnections)
      .where(and(eq(crmConnections.workspaceId, workspaceId), eq(crmConnections.id, id)));
    await audit(tx, ctx, "crm.disconnect", `crm:${key}`, { kind });
    return { key };
  });
}
