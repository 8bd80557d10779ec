import { authorize, type Context } from "../context.ts";
import { sendJob } from "../jobs/boss.ts";
import { getImport } from "./get-import.ts";
import { prepareImport } from "./prepare.ts";
import type { ImportView } from "./schemas.ts";

/** Starts an import, or wakes one that lost its worker. @throws AppError `not_found`, `conflict`, `invalid` */
export async function startImport(ctx: Context, input: { id: number }): Promise<ImportView> {
  authorize(ctx, "imports:create");
  await prepareImport(ctx, input.id, (tx) =>
    sendJob(tx, "import.run", { workspaceId: ctx.workspaceId, importId: input.id }),
  );
  return getImport(ctx, input);
}
