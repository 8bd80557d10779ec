import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ProgrammeContent } from "../../lib/programmes/schemas.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";
import { workspaces } from "./workspaces.ts";

/** `draft` takes nobody in and sends nothing; `paused` takes leads in and sends nothing. */
export const PROGRAMME_STATES = ["draft", "running", "paused"] as const;
export type ProgrammeState = (typeof PROGRAMME_STATES)[number];

/** A series of mails that a lead gets step by step. */
export const programmes = pgTable(
  "programmes",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    state: text("state").$type<ProgrammeState>().notNull().default("draft"),
    content: jsonb("content").$type<ProgrammeContent>().notNull(),
    /** Counts up with each change, so that two editors do not overwrite each other. */
    revision: integer("revision").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique("programmes_key").on(t.workspaceId, t.key)],
);

/** Why a lead is no longer in a programme; `finished` after the last step. */
export const LEFT_REASONS = [
  "finished",
  "goal",
  "withdrawn",
  "by_hand",
  "unsubscribed",
  "objected",
  "no_consent",
  "no_address",
  "bounced",
  "joined",
  "unreadable",
] as const;
export type LeftReason = (typeof LEFT_REASONS)[number];
export type EnrolmentOrigin = "action" | "hand" | "queue" | "segment" | "demo";

/** A lead in a programme: one active at a time; those that ended stay, for the statistics. */
export const enrolments = pgTable(
  "enrolments",
  {
    workspaceId: workspaceId(),
    id: identity(),
    programmeId: reference("programme_id").notNull(),
    leadId: reference("lead_id").notNull(),
    /** The lead it was made for, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    origin: text("origin").$type<EnrolmentOrigin>().notNull(),
    memberId: reference("member_id"),
    enteredAt: instant("entered_at").notNull().defaultNow(),
    /** Keys of the steps that were done, in their order: steps may be changed meanwhile. */
    done: jsonb("done").$type<string[]>().notNull().default([]),
    /** When the next step is due. */
    nextAt: instant("next_at").notNull().defaultNow(),
    /** Why it waits longer than its delay: outside the window, or the weekly cap. */
    waiting: text("waiting").$type<"window" | "cap">(),
    active: boolean("active").notNull().default(true),
    leftAt: instant("left_at"),
    leftReason: text("left_reason").$type<LeftReason>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.programmeId],
      foreignColumns: [programmes.workspaceId, programmes.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    uniqueIndex("enrolments_active").on(t.workspaceId, t.programmeId, t.leadId).where(sql`active`),
    index("enrolments_due").on(t.workspaceId, t.nextAt, t.id).where(sql`active`),
    index("enrolments_lead").on(t.workspaceId, t.leadId, t.id),
    index("enrolments_newest").on(t.workspaceId, t.programmeId, t.id.desc().nullsFirst()),
  ],
);

/** How a workspace writes to leads; without a row the defaults hold. */
export const mailSettings = pgTable("mail_settings", {
  workspaceId: workspaceId()
    .primaryKey()
    .references(() => workspaces.id),
  /** Mails of programmes that one lead gets in seven days, of all programmes together. */
  weeklyCap: integer("weekly_cap").notNull().default(3),
  /** False: also leads that never said anything about marketing mails are written to; those that said no, never. */
  needsConsent: boolean("needs_consent").notNull().default(true),
});
