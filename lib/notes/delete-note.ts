import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceLead, lockNote } from "./internal.ts";
import type { deleteNoteOperation } from "./operations.ts";

/** Deletes a note for good. @throws AppError `not_found`, `forbidden` for another's (administrators may). */
export async function deleteNote(
  ctx: Context,
  input: OperationInput<typeof deleteNoteOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "leads:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const note = await lockNote(tx, ctx, input.id, true);
    await tx.$client.query("delete from lead_notes where workspace_id = $1 and id = $2", [
      workspaceId,
      note.id,
    ]);
    await announceLead(tx, workspaceId, note.leadId);
    await audit(tx, ctx, "notes.delete", `lead:${note.leadId}`, { note: note.id, of: note.memberId });
    return { id: note.id };
  });
}
