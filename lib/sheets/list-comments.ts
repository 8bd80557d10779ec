import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { listCommentsOperation } from "./agreement-operations.ts";
import type { Comment } from "./agreement-schemas.ts";
import { loadComments } from "./comments.ts";
import { loadSheet } from "./internal.ts";

/** What was said about a sheet, oldest first. @throws AppError `not_found`. */
export async function listComments(
  ctx: Context,
  input: OperationInput<typeof listCommentsOperation>,
): Promise<{ comments: Comment[] }> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const sheet = await loadSheet(tx, workspaceId, input.key);
      return { comments: await loadComments(tx, workspaceId, sheet.id) };
    },
    { readOnly: true },
  );
}
