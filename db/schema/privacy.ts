import { foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";
import { workspaces } from "./workspaces.ts";

export const CONSENT_STATES = ["granted", "denied"] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];
export type ConsentOrigin = "member" | "api" | "collector" | "mail" | "form";

/**
 * What a person allowed or forbade, purpose by purpose, with where it came from; never changed, only added to. The newest
 * row of a purpose holds. `profiling` denied is an objection: see `leads.objected_at`.
 */
export const leadConsents = pgTable(
  "lead_consents",
  {
    workspaceId: workspaceId(),
    id: identity(),
    leadId: reference("lead_id").notNull(),
    purpose: text("purpose").notNull(),
    state: text("state").$type<ConsentState>().notNull(),
    at: instant("at").notNull(),
    origin: text("origin").$type<ConsentOrigin>().notNull(),
    /** Where the person said so, in the words of who recorded it. */
    note: text("note"),
    memberId: reference("member_id"),
    sourceId: reference("source_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    index("lead_consents_newest").on(
      t.workspaceId,
      t.leadId,
      t.purpose,
      t.at.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
  ],
);

/** Identities of erased people, as keyed hashes (lib/privacy/suppression.ts): what names one of them is refused. */
export const suppressions = pgTable(
  "suppressions",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    hash: text("hash").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] })],
);

/** Anonymous tally of the hand-overs that went with erased people, so that a version's counts can be told to be short. */
export const erasedHandovers = pgTable(
  "erased_handovers",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    /** 0: handed over before or outside Hotsheet. */
    versionId: reference("version_id").notNull(),
    state: text("state").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.versionId, t.state] })],
);

/** How long events of a name are kept; names that are not listed are kept for good. */
export const retentionPeriods = pgTable(
  "retention_periods",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    eventName: text("event_name").notNull(),
    days: integer("days").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.eventName] })],
);
