import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";

export const DEED_KINDS = [
  "claim",
  "release",
  "accept",
  "reject",
  "reassign",
  "outcome",
  "task_done",
  "task_undone",
] as const;
export type DeedKind = (typeof DEED_KINDS)[number];

/** What a member did that can be taken back: one act, of one lead or of many at once. */
export const deeds = pgTable(
  "deeds",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    memberId: reference("member_id").notNull(),
    kind: text("kind").$type<DeedKind>().notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    index("deeds_member").on(t.workspaceId, t.memberId, t.at.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
);

/** One lead of a deed: how it was before, and what the deed made of it. Ids and instants only, never words. */
export const deedItems = pgTable(
  "deed_items",
  {
    workspaceId: workspaceId(),
    id: identity(),
    deedId: uuid("deed_id").notNull(),
    leadId: reference("lead_id").notNull(),
    /** Of `deeds.kind`, or `accept` where an outcome also accepted the lead. */
    kind: text("kind").$type<DeedKind>().notNull(),
    /** The hand-over, the task or the entry of the stage history. */
    subjectId: reference("subject_id").notNull(),
    before: jsonb("before").$type<Record<string, unknown>>().notNull(),
    after: jsonb("after").$type<Record<string, unknown>>().notNull(),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.deedId],
      foreignColumns: [deeds.workspaceId, deeds.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    index("deed_items_deed").on(t.workspaceId, t.deedId, t.id),
    index("deed_items_lead").on(t.workspaceId, t.leadId),
  ],
);
