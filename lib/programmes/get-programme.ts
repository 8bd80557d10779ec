import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { Programme } from "./operation-schemas.ts";
import type { getProgrammeOperation } from "./operations.ts";
import { viewProgramme } from "./view.ts";

/** A programme with what came of it. @throws AppError `not_found`. */
export async function getProgramme(
  ctx: Context,
  { key }: OperationInput<typeof getProgrammeOperation>,
): Promise<Programme> {
  authorize(ctx, "programmes:read");
  return inWorkspace(ctx.workspaceId, (tx) => viewProgramme(tx, ctx.workspaceId, key), { readOnly: true });
}
