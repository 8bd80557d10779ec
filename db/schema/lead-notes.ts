import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { NoteKind } from "../../lib/notes/kinds.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";

/** What members write of a lead, in plain text; a call, mail or message that was logged may have no words. */
export const leadNotes = pgTable(
  "lead_notes",
  {
    workspaceId: workspaceId(),
    id: identity(),
    leadId: reference("lead_id").notNull(),
    /** The lead it was written of, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    memberId: reference("member_id").notNull(),
    kind: text("kind").$type<NoteKind>().notNull().default("note"),
    body: text("body").notNull().default(""),
    editedAt: instant("edited_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    index("lead_notes_lead").on(
      t.workspaceId,
      t.leadId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
  ],
);
