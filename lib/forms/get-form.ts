import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { viewForm } from "./internal.ts";
import type { Form } from "./operation-schemas.ts";
import type { getFormOperation } from "./operations.ts";

/** One form. @throws AppError `not_found`. */
export async function getForm(ctx: Context, { key }: OperationInput<typeof getFormOperation>): Promise<Form> {
  authorize(ctx, "forms:read");
  return inWorkspace(ctx.workspaceId, (tx) => viewForm(tx, ctx.workspaceId, key), { readOnly: true });
}
