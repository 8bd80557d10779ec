import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { programmes } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadProgramme } from "./internal.ts";
import type { deleteProgrammeOperation } from "./operations.ts";

/** Deletes a programme: its leads leave it, and what is not sent of it is taken back. @throws AppError `not_found`. */
export async function deleteProgramme(
  ctx: Context,
  { key }: OperationInput<typeof deleteProgrammeOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "programmes:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const { id, name } = await loadProgramme(tx, workspaceId, key, true);
    await tx.$client.query(
      `update mails set state = 'cancelled', last_error = 'withdrawn'
       where workspace_id = $1 and programme_id = $2 and state in ('queued', 'held')`,
      [workspaceId, id],
    );
    await tx.delete(programmes).where(and(eq(programmes.workspaceId, workspaceId), eq(programmes.id, id)));
    await audit(tx, ctx, "programmes.delete", `programme:${key}`, { name });
    return { key };
  });
}
