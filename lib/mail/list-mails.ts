import type { z } from "zod";
import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { getMailOperation, listMailsOperation } from "./operations.ts";
import type { mailListSchema, OutboxMail, oneMailSchema } from "./schemas.ts";
import { sender } from "./smtp.ts";

const PAGE = 50;
const COLUMNS = `id::int as id, kind, to_address as "to", subject, state, attempts, last_error as error, created_at, sent_at,
  lead_id::int as lead_id`;

type Row = Omit<OutboxMail, "created_at" | "sent_at"> & { created_at: Date; sent_at: Date | null };
const shown = <R extends Row>(row: R) => ({
  ...row,
  created_at: row.created_at.toISOString(),
  sent_at: row.sent_at?.toISOString() ?? null,
});

/** The outbox, newest first. */
export async function listMails(
  ctx: Context,
  { state, cursor }: OperationInput<typeof listMailsOperation>,
): Promise<z.infer<typeof mailListSchema>> {
  authorize(ctx, "mail:read");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const found = await tx.$client.query<Row>(
        `select ${COLUMNS} from mails where workspace_id = $1 ${state ? "and state = $3" : ""} and ($2::bigint is null or id < $2)
         order by id desc limit ${PAGE + 1}`,
        [ctx.workspaceId, cursor ?? null, ...(state ? [state] : [])],
      );
      const rows = found.rows.slice(0, PAGE);
      const next = found.rows.length > PAGE ? String(rows.at(-1)?.id) : null;
      return { items: rows.map(shown), next_cursor: next, sends: sender() !== null };
    },
    { readOnly: true },
  );
}

/** One mail with its text. @throws AppError `not_found`. */
export async function getMail(
  ctx: Context,
  { id }: OperationInput<typeof getMailOperation>,
): Promise<z.infer<typeof oneMailSchema>> {
  authorize(ctx, "mail:read");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const found = await tx.$client.query<Row & { html: string; text: string }>(
        `select ${COLUMNS}, html, text from mails where workspace_id = $1 and id = $2`,
        [ctx.workspaceId, id],
      );
      const [row] = found.rows;
      if (!row) throw notFound("Mail");
      return shown(row);
    },
    { readOnly: true },
  );
}

/** One row of the outbox. @throws AppError `not_found`. */
export async function viewMail(tx: Tx, workspaceId: number, id: number): Promise<OutboxMail> {
  const found = await tx.$client.query<Row>(
    `select ${COLUMNS} from mails where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  const [row] = found.rows;
  if (!row) throw notFound("Mail");
  return shown(row);
}
