import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { connectionByKey, connectorOf } from "./connection.ts";
import { tested } from "./internal.ts";
import type { testConnectionOperation } from "./operations.ts";
import type { Tested } from "./schemas.ts";

/** Asks the CRM whether it takes the credentials. @throws AppError `not_found` */
export async function testConnection(
  ctx: Context,
  { key }: OperationInput<typeof testConnectionOperation>,
): Promise<Tested> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  const connection = await inWorkspace(workspaceId, (tx) => connectionByKey(tx, workspaceId, key), {
    readOnly: true,
  });
  return tested(() => connectorOf(connection));
}
