import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";
import { workspaces } from "./workspaces.ts";

/**
 * `queued` waits for `next_at`; `sending` is in somebody's hands until `next_at`; `held`: there was no SMTP server, so
 * nothing was sent, and nothing is until somebody asks; `cancelled`: the person may no longer be written to.
 */
export const MAIL_STATES = ["queued", "sending", "sent", "held", "failed", "cancelled"] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Outbox: every mail that the product writes. What is queued here in a transaction is sent at least once after it. */
export const mails = pgTable(
  "mails",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    /** In the Message-ID of every attempt, and in the links of the mail. */
    publicId: uuid("public_id").notNull(),
    /** What the mail is: "programme", "test", "alert" … */
    kind: text("kind").notNull(),
    toAddress: text("to_address").notNull(),
    locale: text("locale").$type<"en" | "es">().notNull(),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    headers: jsonb("headers").$type<Record<string, string>>().notNull().default({}),
    /** Where its tracked links lead, by their number; nobody is redirected anywhere else. */
    links: jsonb("links").$type<string[]>().notNull().default([]),
    /** What has the same mark is queued once. */
    dedupe: text("dedupe"),
    leadId: reference("lead_id"),
    /** The lead it was written to, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    memberId: reference("member_id"),
    /** The enrolment and the step that it belongs to; it outlives both. */
    enrolmentId: reference("enrolment_id"),
    programmeId: reference("programme_id"),
    stepKey: text("step_key"),
    state: text("state").$type<MailState>().notNull().default("queued"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: instant("next_at").notNull().defaultNow(),
    /** What the last attempt came to, in the server's words or as a code of our own. */
    lastError: text("last_error"),
    createdAt: createdAt(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("mails_public_id").on(t.workspaceId, t.publicId),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    uniqueIndex("mails_once").on(t.workspaceId, t.dedupe).where(sql`dedupe is not null`),
    index("mails_due").on(t.workspaceId, t.nextAt, t.id).where(sql`state in ('queued', 'sending')`),
    index("mails_newest").on(t.workspaceId, t.state, t.id.desc().nullsFirst()),
    index("mails_lead").on(t.workspaceId, t.leadId, t.id.desc().nullsFirst()).where(sql`lead_id is not null`),
    index("mails_programme").on(t.workspaceId, t.programmeId, t.id).where(sql`programme_id is not null`),
  ],
);
