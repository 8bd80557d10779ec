import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLead } from "../leads/find-lead.ts";
import { lockForRescore } from "../scores/locks.ts";
import { announceLead, NOTE, type NoteRow, toNote } from "./internal.ts";
import type { addNoteOperation } from "./operations.ts";
import type { Note } from "./schemas.ts";

/** Writes a note of a lead, or logs a contact. @throws AppError `not_found`. */
export async function addNote(ctx: Context, input: OperationInput<typeof addNoteOperation>): Promise<Note> {
  authorize(ctx, "leads:write");
  const { workspaceId } = ctx;
  const memberId = actingMemberId(ctx);
  if (memberId === null) throw new AppError("forbidden", "Only a member can write a note");
  return inWorkspace(workspaceId, async (tx) => {
    await lockForRescore(tx, workspaceId, { ids: [] }); // the lead is joined with no other meanwhile
    const { leadId, homeId } = await findLead(tx, workspaceId, input.id);
    const made = await tx.$client.query<{ id: string }>(
      `insert into lead_notes (workspace_id, lead_id, via_lead_id, member_id, kind, body)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [workspaceId, leadId, homeId === leadId ? null : homeId, memberId, input.kind, input.body.trim()],
    );
    const found = await tx.$client.query<NoteRow>(`select ${NOTE} where n.workspace_id = $1 and n.id = $2`, [
      workspaceId,
      made.rows[0]?.id,
    ]);
    const [row] = found.rows;
    if (!row) throw new Error("a note that was just written is gone");
    await announceLead(tx, workspaceId, leadId);
    await audit(tx, ctx, "notes.add", `lead:${leadId}`, { note: row.id, kind: input.kind });
    return toNote(row);
  });
}
