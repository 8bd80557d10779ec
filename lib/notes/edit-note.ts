import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceLead, lockNote, toNote } from "./internal.ts";
import type { editNoteOperation } from "./operations.ts";
import type { Note } from "./schemas.ts";

/** Changes one's own note. @throws AppError `not_found`, `forbidden` for another's, `invalid` without words. */
export async function editNote(ctx: Context, input: OperationInput<typeof editNoteOperation>): Promise<Note> {
  authorize(ctx, "leads:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const note = await lockNote(tx, ctx, input.id, false);
    const body = input.body.trim();
    if (note.kind === "note" && body === "") throw invalid([{ path: "body", message: "A note needs words" }]);
    const editedAt = new Date();
    await tx.$client.query(
      "update lead_notes set body = $3, edited_at = $4 where workspace_id = $1 and id = $2",
      [workspaceId, note.id, body, editedAt],
    );
    await announceLead(tx, workspaceId, note.leadId);
    await audit(tx, ctx, "notes.edit", `lead:${note.leadId}`, { note: note.id });
    return toNote({ ...note, body, editedAt });
  });
}
