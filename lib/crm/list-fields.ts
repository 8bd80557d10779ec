import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { connectionByKey, connectorOf } from "./connection.ts";
import { askedNow } from "./internal.ts";
import type { crmFieldsOperation } from "./operations.ts";
import type { CrmFields } from "./schemas.ts";

/** What can be mapped, asked of the CRM now. @throws AppError `not_found`, `invalid` with what the CRM said. */
export async function listFields(
  ctx: Context,
  { key }: OperationInput<typeof crmFieldsOperation>,
): Promise<CrmFields> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  const connection = await inWorkspace(workspaceId, (tx) => connectionByKey(tx, workspaceId, key), {
    readOnly: true,
  });
  return askedNow(async () => {
    const connector = connectorOf(connection);
    const fields = await connector.describeFields();
    return { fields, deal_stages: await connector.dealStages() };
  });
}
