import type { Tx } from "#db/client.ts";
import { auditLog } from "#db/schema/index.ts";
import type { AuditAction } from "./audit-actions.ts";
import { actingMemberId, type Context } from "./context.ts";

/**
 * Writes who did what in the transaction of the deed.
 * `action` is `feature.verb`, `subject` what it was done to ("sheet:cars"), `detail` what changed, without secrets.
 */
export async function audit(
  tx: Tx,
  ctx: Context,
  action: AuditAction,
  subject: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.insert(auditLog).values({
    workspaceId: ctx.workspaceId,
    memberId: actingMemberId(ctx),
    action,
    subject,
    detail,
    requestId: ctx.requestId,
  });
}
