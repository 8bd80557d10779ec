import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { sheetComments } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { resolveCommentOperation } from "./agreement-operations.ts";
import type { Comment } from "./agreement-schemas.ts";
import { loadComments } from "./comments.ts";
import { loadSheet } from "./internal.ts";

/** Marks a comment as dealt with, or opens it again. @throws AppError `not_found`. */
export async function resolveComment(
  ctx: Context,
  input: OperationInput<typeof resolveCommentOperation>,
): Promise<Comment> {
  authorize(ctx, "sheets:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key);
    const changed = await tx
      .update(sheetComments)
      .set(
        input.resolved
          ? { resolvedAt: new Date(), resolvedBy: actingMemberId(ctx) }
          : { resolvedAt: null, resolvedBy: null },
      )
      .where(
        and(
          eq(sheetComments.workspaceId, workspaceId),
          eq(sheetComments.sheetId, sheet.id),
          eq(sheetComments.id, input.id),
        ),
      )
      .returning({ id: sheetComments.id });
    if (changed.length === 0) throw notFound("Comment");
    const action = input.resolved ? "sheets.resolve_comment" : "sheets.reopen_comment";
    await audit(tx, ctx, action, `sheet:${sheet.key}`, { comment: input.id });
    const [comment] = await loadComments(tx, workspaceId, sheet.id, input.id);
    if (!comment) throw notFound("Comment");
    return comment;
  });
}
