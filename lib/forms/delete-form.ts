import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { forms } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { countAnswers, loadForm } from "./internal.ts";
import type { deleteFormOperation } from "./operations.ts";

/** Deletes a form and its answers; attributes, events and consents that came of them stay. @throws AppError `not_found`. */
export async function deleteForm(
  ctx: Context,
  { key }: OperationInput<typeof deleteFormOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "forms:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const { id, name } = await loadForm(tx, workspaceId, key, true);
    const answers = (await countAnswers(tx, workspaceId, [id])).get(id)?.taken ?? 0;
    await tx.delete(forms).where(and(eq(forms.workspaceId, workspaceId), eq(forms.id, id)));
    await audit(tx, ctx, "forms.delete", `form:${key}`, { name, answers });
    return { key };
  });
}
