import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { forms } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadForm, viewForm } from "./internal.ts";
import type { Form } from "./operation-schemas.ts";
import type { setFormStateOperation } from "./operations.ts";
import { openingIssues } from "./ready.ts";

/** Opens, closes or puts away a form. @throws AppError `not_found`, `invalid` with all that is missing to open it. */
export async function setFormState(
  ctx: Context,
  { key, state }: OperationInput<typeof setFormStateOperation>,
): Promise<Form> {
  authorize(ctx, "forms:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const form = await loadForm(tx, workspaceId, key, true);
    const issues = state === "open" ? openingIssues(form.content) : [];
    if (issues.length > 0) throw invalid(issues);
    await tx
      .update(forms)
      .set({ state, revision: form.revision + 1, updatedAt: new Date() })
      .where(and(eq(forms.workspaceId, workspaceId), eq(forms.id, form.id)));
    await audit(tx, ctx, "forms.state", `form:${key}`, { from: form.state, to: state });
    return viewForm(tx, workspaceId, key);
  });
}
