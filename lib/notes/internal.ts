import type { Tx } from "#db/client.ts";
import { actingMemberId, type Context } from "../context.ts";
import { AppError, notFound } from "../errors.ts";
import { announce } from "../live/announce.ts";
import type { NoteKind } from "./kinds.ts";
import type { Note } from "./schemas.ts";

export type NoteRow = {
  id: number;
  leadId: number;
  kind: NoteKind;
  body: string;
  memberId: number;
  name: string;
  at: Date;
  editedAt: Date | null;
};

/** Columns of notes `n` of members `m` who are users `u`. */
export const NOTE = `n.id::int as id, n.lead_id::int as "leadId", n.kind, n.body, n.member_id::int as "memberId", u.name,
  n.created_at as at, n.edited_at as "editedAt"
  from lead_notes n join members m on m.workspace_id = n.workspace_id and m.id = n.member_id join users u on u.id = m.user_id`;

export const toNote = ({ leadId, memberId, name, at, editedAt, ...row }: NoteRow): Note => ({
  ...row,
  lead_id: leadId,
  by: { id: memberId, name },
  at: at.toISOString(),
  edited_at: editedAt?.toISOString() ?? null,
});

/** The note, locked, where the caller may change it. @throws AppError `not_found`, `forbidden` for another's. */
export async function lockNote(tx: Tx, ctx: Context, id: number, alsoAdmins: boolean): Promise<NoteRow> {
  const found = await tx.$client.query<NoteRow>(
    `select ${NOTE} where n.workspace_id = $1 and n.id = $2 for update of n`,
    [ctx.workspaceId, id],
  );
  const [note] = found.rows;
  if (!note) throw notFound("Note");
  const isAdmin = ctx.actor.kind === "system" || ctx.actor.role === "admin";
  if (note.memberId !== actingMemberId(ctx) && !(alsoAdmins && isAdmin))
    throw new AppError("forbidden", "Only who wrote a note can change it");
  return note;
}

/** Who looks at the lead fetches it anew. */
export const announceLead = (tx: Tx, workspaceId: number, leadId: number) =>
  announce(tx, workspaceId, { kind: "groups", leads: [leadId] });
