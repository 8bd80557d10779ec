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
  uuid,
} from "drizzle-orm/pg-core";
import type { Answers, FormContent } from "../../lib/forms/schemas.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";
import { workspaces } from "./workspaces.ts";

/** `draft` was never open; `closed` and `archived` take no answers, and the second is out of sight. */
export const FORM_STATES = ["draft", "open", "closed", "archived"] as const;
export type FormState = (typeof FORM_STATES)[number];

/** A hosted form or a one-page survey. */
export const forms = pgTable(
  "forms",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    /** In its public address: whoever has it may open the page and answer, and do nothing else. */
    token: text("token").notNull(),
    state: text("state").$type<FormState>().notNull().default("draft"),
    /** The newest of its versions: what the page shows. */
    version: integer("version").notNull().default(1),
    /** Counts up with each change, so that two editors do not overwrite each other. */
    revision: integer("revision").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("forms_key").on(t.workspaceId, t.key),
    index("forms_token").on(t.token),
  ],
);

/** What a form asked, and the consent line it showed, while a version was the newest one; never changed. */
export const formVersions = pgTable(
  "form_versions",
  {
    workspaceId: workspaceId(),
    formId: reference("form_id").notNull(),
    number: integer("number").notNull(),
    content: jsonb("content").$type<FormContent>().notNull(),
    memberId: reference("member_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.formId, t.number] }),
    foreignKey({
      columns: [t.workspaceId, t.formId],
      foreignColumns: [forms.workspaceId, forms.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
);

export const ANSWER_STATES = ["taken", "spam"] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];
/** `filled_trap`: a field that people do not see; `too_fast`: sooner than anybody reads; `bot`: by its own word. */
export const SPAM_REASONS = ["filled_trap", "too_fast", "bot"] as const;
export type SpamReason = (typeof SPAM_REASONS)[number];

/** Where an answer came from, as far as the page was told. */
export type AnswerContext = {
  anonymous_id?: string;
  campaign?: Record<string, string>;
  user_agent?: string;
};

/** What somebody answered. It goes with an erased lead. */
export const formAnswers = pgTable(
  "form_answers",
  {
    workspaceId: workspaceId(),
    id: identity(),
    formId: reference("form_id").notNull(),
    /** The version that was answered, and so the consent line that was read. */
    version: integer("version").notNull(),
    /** Of the page that it was sent from: a page is answered once. */
    nonce: uuid("nonce").notNull(),
    state: text("state").$type<AnswerState>().notNull(),
    reason: text("reason").$type<SpamReason>(),
    /** Null: nobody said who they are, or it is spam. */
    leadId: reference("lead_id"),
    /** The lead that answered, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    answers: jsonb("answers").$type<Answers>().notNull(),
    locale: text("locale").$type<"en" | "es">().notNull(),
    /** What was said to the consent line; null where there was none. */
    consent: boolean("consent"),
    /** The lead that a personal link named, kept for an answer that is spam until somebody says otherwise. */
    namedLeadId: reference("named_lead_id"),
    context: jsonb("context").$type<AnswerContext>().notNull().default({}),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("form_answers_once").on(t.workspaceId, t.formId, t.nonce),
    foreignKey({
      columns: [t.workspaceId, t.formId, t.version],
      foreignColumns: [formVersions.workspaceId, formVersions.formId, formVersions.number],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.namedLeadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    index("form_answers_newest").on(t.workspaceId, t.formId, t.state, t.id.desc().nullsFirst()),
    index("form_answers_lead").on(t.workspaceId, t.leadId).where(sql`lead_id is not null`),
    index("form_answers_named").on(t.workspaceId, t.namedLeadId).where(sql`named_lead_id is not null`),
  ],
);
