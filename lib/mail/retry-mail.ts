import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { viewMail } from "./list-mails.ts";
import type { retryMailOperation } from "./operations.ts";
import { wake } from "./queue-mail.ts";
import type { OutboxMail } from "./schemas.ts";
import { sender } from "./smtp.ts";

/**
 * Sends a mail that is held or has failed, from its first attempt on.
 * @throws AppError `not_found`, `conflict` without an SMTP server, and for a mail in another state or to no address.
 */
export async function retryMail(
  ctx: Context,
  { id }: OperationInput<typeof retryMailOperation>,
): Promise<OutboxMail> {
  authorize(ctx, "mail:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const before = await viewMail(tx, workspaceId, id);
    if (sender() === null) throw conflict("There is no SMTP server to send through");
    const again = await tx.$client.query(
      `update mails set state = 'queued', attempts = 0, next_at = now(), last_error = null
       where workspace_id = $1 and id = $2 and state in ('held', 'failed') and last_error is distinct from 'bad_address'`,
      [workspaceId, id],
    );
    if (again.rowCount === 0) throw conflict("This mail cannot be sent again");
    await wake(tx, workspaceId);
    await audit(tx, ctx, "mail.retry", `mail:${id}`, { was: before.state });
    return viewMail(tx, workspaceId, id);
  });
}
