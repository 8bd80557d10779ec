import { sql } from "drizzle-orm";
import {
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type {
  ChangeState,
  ConflictOutcome,
  ConnectionState,
  CrmErrorCode,
  CrmKind,
  CrmSettings,
} from "../../lib/crm/states.ts";
import type { Stage } from "../../lib/leads/stages.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { workspaces } from "./workspaces.ts";

/** A CRM that scores are written to and that contacts and deals are read from. */
export const crmConnections = pgTable(
  "crm_connections",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    /** What the actions of sheets name. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<CrmKind>().notNull(),
    baseUrl: text("base_url").notNull(),
    /** Sealed JSON (lib/seal.ts): it must be read again to sign in. */
    credentials: text("credentials").notNull(),
    settings: jsonb("settings").$type<CrmSettings>().notNull(),
    state: text("state").$type<ConnectionState>().notNull().default("active"),
    lastError: text("last_error").$type<CrmErrorCode>(),
    /** What the CRM said, in its own words. */
    lastErrorText: text("last_error_text"),
    lastErrorAt: instant("last_error_at"),
    /** The CRM asked to be left alone until then. */
    blockedUntil: instant("blocked_until"),
    /** Whether the fields of the score are known to exist in the CRM. */
    fieldsReadyAt: instant("fields_ready_at"),
    sentAt: instant("sent_at"),
    readAt: instant("read_at"),
    /** Where reading goes on, as the connector wrote it; null: from the beginning. */
    contactsCursor: text("contacts_cursor"),
    dealsCursor: text("deals_cursor"),
    /** While everything is being queued: the last lead that was; null when that is done. */
    syncLeadId: reference("sync_lead_id"),
    syncTotal: integer("sync_total"),
    syncStartedAt: instant("sync_started_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("crm_connections_key").on(t.workspaceId, t.key),
  ],
);

/**
 * Outbox: a lead whose score a CRM has not been told yet, once however often it changed. It holds no score: what is
 * sent is read when it is sent, so that an old score never follows a newer one.
 */
export const crmChanges = pgTable(
  "crm_changes",
  {
    workspaceId: workspaceId(),
    connectionId: reference("connection_id").notNull(),
    leadId: reference("lead_id").notNull(),
    /** Goes up with each change: whoever sent an earlier one leaves the row in place. */
    revision: integer("revision").notNull().default(1),
    state: text("state").$type<ChangeState>().notNull().default("waiting"),
    queuedAt: instant("queued_at").notNull().defaultNow(),
    nextAt: instant("next_at").notNull().defaultNow(),
    /** Set while a batch with it is under way; past it the batch counts as lost. */
    leasedUntil: instant("leased_until"),
    /** Batches ever begun; also what tells the one that holds the lease from one that lost it. */
    attempts: integer("attempts").notNull().default(0),
    error: text("error").$type<CrmErrorCode>(),
    errorText: text("error_text"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId, t.leadId] }),
    foreignKey({
      columns: [t.workspaceId, t.connectionId],
      foreignColumns: [crmConnections.workspaceId, crmConnections.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    index("crm_changes_due").on(t.workspaceId, t.connectionId, t.nextAt).where(sql`state = 'waiting'`),
    index("crm_changes_failed").on(t.workspaceId, t.connectionId, t.leadId).where(sql`state = 'failed'`),
    index("crm_changes_lead").on(t.workspaceId, t.leadId),
  ],
);

export const CRM_OBJECTS = ["contact", "deal"] as const;
export type CrmObject = (typeof CRM_OBJECTS)[number];

/** Which contact or deal belongs to which lead, and what both sides said when they were last compared. */
export const crmLinks = pgTable(
  "crm_links",
  {
    workspaceId: workspaceId(),
    connectionId: reference("connection_id").notNull(),
    object: text("object").$type<CrmObject>().notNull(),
    remoteId: text("remote_id").notNull(),
    leadId: reference("lead_id").notNull(),
    /** Contacts: the fields of the score as they were last written; null: never. */
    sent: jsonb("sent").$type<Record<string, string | number | null>>(),
    /** Contacts: mapped fields as they were last read. */
    seen: jsonb("seen").$type<Record<string, string | null>>(),
    /** Contacts: their attributes as they were then. */
    ours: jsonb("ours").$type<Record<string, unknown>>(),
    changedAt: instant("changed_at"),
    /** Deals: what was recorded of it. */
    stage: text("stage").$type<Stage>(),
    stageAt: instant("stage_at"),
    value: doublePrecision("value"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId, t.object, t.remoteId, t.leadId] }),
    foreignKey({
      columns: [t.workspaceId, t.connectionId],
      foreignColumns: [crmConnections.workspaceId, crmConnections.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    index("crm_links_lead").on(t.workspaceId, t.leadId),
  ],
);

/** An attribute and the field it is read from were both changed since they were last equal. */
export const crmConflicts = pgTable(
  "crm_conflicts",
  {
    workspaceId: workspaceId(),
    id: identity(),
    connectionId: reference("connection_id").notNull(),
    leadId: reference("lead_id").notNull(),
    attribute: text("attribute").notNull(),
    field: text("field").notNull(),
    /** What both held before. */
    base: jsonb("base").$type<unknown>(),
    ours: jsonb("ours").$type<unknown>(),
    theirs: jsonb("theirs").$type<unknown>(),
    at: instant("at").notNull(),
    /** Null while a member is asked. */
    outcome: text("outcome").$type<ConflictOutcome>(),
    decidedAt: instant("decided_at"),
    /** Null: the field's policy decided. */
    decidedBy: reference("decided_by"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.connectionId],
      foreignColumns: [crmConnections.workspaceId, crmConnections.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    index("crm_conflicts_list").on(t.workspaceId, t.connectionId, t.id.desc().nullsFirst()),
    index("crm_conflicts_lead").on(t.workspaceId, t.leadId),
  ],
);
