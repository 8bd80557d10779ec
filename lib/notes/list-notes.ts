import { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { cursorId, cursorInstant, decodeCursor, encodeCursor } from "../leads/cursor.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { NOTE, type NoteRow, toNote } from "./internal.ts";
import type { listNotesOperation } from "./operations.ts";
import type { NoteList } from "./schemas.ts";

const cursorSchema = z.object({ at: cursorInstant, id: cursorId });

/** A lead's notes and logged contacts, newest first. @throws AppError `not_found`, `invalid` for a foreign cursor. */
export async function listNotes(
  ctx: Context,
  input: OperationInput<typeof listNotesOperation>,
): Promise<NoteList> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  const after = input.cursor === undefined ? null : decodeCursor(cursorSchema, input.cursor);
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const leadId = await findLeadId(tx, workspaceId, input.id);
      const found = await tx.$client.query<NoteRow>(
        `select ${NOTE} where n.workspace_id = $1 and n.lead_id = $2
         ${after ? "and (n.created_at, n.id) < ($4::timestamptz, $5::bigint)" : ""}
         order by n.created_at desc, n.id desc limit $3`,
        [workspaceId, leadId, input.limit + 1, ...(after ? [after.at, after.id] : [])],
      );
      const page = found.rows.slice(0, input.limit);
      const last = found.rows.length > input.limit ? page.at(-1) : undefined;
      return {
        items: page.map(toNote),
        next_cursor: last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null,
      };
    },
    { readOnly: true },
  );
}
