import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";

/** Something a member is to do about a lead by an instant. */
export const tasks = pgTable(
  "tasks",
  {
    workspaceId: workspaceId(),
    id: identity(),
    leadId: reference("lead_id").notNull(),
    /** The lead it was made for, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    /** Whose task it is. */
    memberId: reference("member_id").notNull(),
    madeBy: reference("made_by").notNull(),
    title: text("title").notNull(),
    dueAt: instant("due_at").notNull(),
    /** When its member is to be reminded; null: not. */
    remindAt: instant("remind_at"),
    remindedAt: instant("reminded_at"),
    doneAt: instant("done_at"),
    doneBy: reference("done_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    index("tasks_lead").on(t.workspaceId, t.leadId, t.dueAt, t.id),
    index("tasks_open").on(t.workspaceId, t.memberId, t.dueAt, t.id).where(sql`done_at is null`),
    index("tasks_done")
      .on(t.workspaceId, t.memberId, t.dueAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`done_at is not null`),
    index("tasks_reminders")
      .on(t.workspaceId, t.remindAt)
      .where(sql`remind_at is not null and reminded_at is null and done_at is null`),
  ],
);
