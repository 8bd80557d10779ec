import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { Stage } from "../../lib/leads/stages.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";
import { workspaces } from "./workspaces.ts";

/** Compared byte by byte, so that an index serves prefix search in any locale. */
const bytewise = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

export const leads = pgTable(
  "leads",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    email: text("email"),
    /** The customer's own id for this lead (`userId`). */
    externalId: text("external_id"),
    /** What to call the lead on screen; from `name`, or first and last name. */
    displayName: text("display_name"),
    /** The newest value of each attribute; the history is in `lead_attributes`. */
    attributes: jsonb("attributes").$type<Record<string, unknown>>().notNull().default({}),
    stage: text("stage").$type<Stage>().notNull().default("lead"),
    stageAt: instant("stage_at"),
    ownerId: reference("owner_id"),
    /** The sheet whose score is this lead's primary one; null while in no segment that has an active sheet. */
    primarySheetId: reference("primary_sheet_id"),
    /** When the lead may enter or leave a segment by time alone (`within_days` in its condition); null: never. */
    membershipChangesAt: instant("membership_changes_at"),
    lastEventAt: instant("last_event_at"),
    /** The lead that this one was joined into: the survivor itself, never a chain. Its history is shown and scored there. */
    joinedInto: reference("joined_into"),
    /** Whether leads are joined into this one. */
    hasJoined: boolean("has_joined").notNull().default(false),
    /** Whether points were ever given to it by hand; where not, nobody looks for any. */
    hasAdjustments: boolean("has_adjustments").notNull().default(false),
    /** Since when this person objects to being profiled: such a lead is not scored. */
    objectedAt: instant("objected_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.ownerId], foreignColumns: [members.workspaceId, members.id] }),
    index("leads_unscored")
      .on(t.workspaceId, t.id)
      .where(sql`primary_sheet_id is null and joined_into is null`),
    index("leads_joined").on(t.workspaceId, t.joinedInto).where(sql`joined_into is not null`),
    index("leads_membership_due")
      .on(t.workspaceId, t.membershipChangesAt)
      .where(sql`membership_changes_at is not null`),
    index("leads_created").on(t.workspaceId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("leads_last_event").on(t.workspaceId, t.lastEventAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("leads_stage").on(t.workspaceId, t.stage, t.id),
    index("leads_owner").on(t.workspaceId, t.ownerId, t.id).where(sql`owner_id is not null`),
  ],
);

/** Every id under which a lead is known. One id belongs to one lead. */
export const leadIdentities = pgTable(
  "lead_identities",
  {
    workspaceId: workspaceId(),
    kind: text("kind").$type<"email" | "user" | "anonymous">().notNull(),
    /** E-mail addresses are stored lower-cased. */
    value: text("value").notNull(),
    /** The lead it was given to; a join leaves it there, so that undoing one gives it back. */
    leadId: reference("lead_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.value] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    index("lead_identities_lead").on(t.workspaceId, t.leadId),
  ],
);

/**
 * Attribute history: a score as of an instant sees the last value with `known_at` at or before it. That of a survivor is
 * made from the histories of all leads joined into it (`joined_attributes`), which have none here meanwhile.
 */
export const leadAttributes = pgTable(
  "lead_attributes",
  {
    workspaceId: workspaceId(),
    leadId: reference("lead_id").notNull(),
    key: text("key").notNull(),
    knownAt: instant("known_at").notNull(),
    /** JSON null: the attribute was removed. */
    value: jsonb("value").$type<unknown>(),
    /** When the same value was last told again with no other in between; null: only at `known_at`. */
    confirmedAt: instant("confirmed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.leadId, t.key, t.knownAt] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
  ],
);

/**
 * Words a lead can be found by, folded (lower case, no accents), searched by prefix.
 * A trigram index would not do: under row-level security PostgreSQL uses an index only for leakproof operators.
 */
export const leadTerms = pgTable(
  "lead_terms",
  {
    workspaceId: workspaceId(),
    term: bytewise("term").notNull(),
    leadId: reference("lead_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.term, t.leadId] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    index("lead_terms_lead").on(t.workspaceId, t.leadId),
  ],
);
