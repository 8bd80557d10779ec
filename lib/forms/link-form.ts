import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { personalUrl } from "./form-url.ts";
import { loadForm } from "./internal.ts";
import type { linkFormOperation } from "./operations.ts";

/** A form's address for one lead. @throws AppError `not_found`. */
export async function linkForm(
  ctx: Context,
  { key, lead }: OperationInput<typeof linkFormOperation>,
): Promise<{ url: string }> {
  authorize(ctx, "forms:write");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { token } = await loadForm(tx, workspaceId, key);
      const leadId = await findLeadId(tx, workspaceId, lead);
      return { url: personalUrl(token, leadId) };
    },
    { readOnly: true },
  );
}
