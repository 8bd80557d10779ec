import { sql } from "drizzle-orm";
import {
  bigint,
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
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { workspaces } from "./workspaces.ts";

/**
 * Dictionary of what can happen: one row for each distinct (event name, countable properties).
 * Rules are matched against these rows once per sheet, not against millions of events.
 */
export const activities = pgTable(
  "activities",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: integer("id").generatedAlwaysAsIdentity().notNull(),
    name: text("name").notNull(),
    properties: jsonb("properties").$type<Record<string, string | boolean>>().notNull(),
    /** sha256 of name and properties, cut to 128 bits. */
    hash: uuid("hash").notNull(),
    /** Events that have this activity, as of `counted_at` (kept by a job; for autocomplete and catalogue only). */
    events: bigint("events", { mode: "number" }).notNull().default(0),
    countedAt: instant("counted_at"),
    /** First and last of those events, and the sources they came from. */
    firstAt: instant("first_at"),
    lastAt: instant("last_at"),
    sourceIds: bigint("source_ids", { mode: "number" }).array(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("activities_hash").on(t.workspaceId, t.hash),
    index("activities_name").on(t.workspaceId, t.name),
  ],
);

/** Which properties an event name has been seen with, and where their values live. */
export const eventProperties = pgTable(
  "event_properties",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    name: text("name").notNull(),
    /** First part of the path; context fields are under `context`. */
    property: text("property").notNull(),
    /** False once its values are too many: from then on they stay on the event. */
    countable: boolean("countable").notNull().default(true),
    /** True once any event carries this property itself rather than through its activity. */
    onEvent: boolean("on_event").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.name, t.property] })],
);

export const events = pgTable(
  "events",
  {
    workspaceId: workspaceId(),
    leadId: reference("lead_id").notNull(),
    /** The lead whose identity named this event, where that one is joined into `lead_id`; an undone join moves it back. */
    viaLeadId: reference("via_lead_id"),
    occurredAt: instant("occurred_at").notNull(),
    activityId: integer("activity_id").notNull(),
    /** The message id where it is a UUID, else 128 bits of its sha256: one event per message, for good. */
    messageId: uuid("message_id").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    /**
     * What a client's clock was corrected by, in milliseconds: its own time of the event is `occurred_at` less this.
     * Null where it did not say when it sent the message.
     */
    clockOffsetMs: bigint("clock_offset_ms", { mode: "number" }),
    /** Properties (and `context`) that are not in the activity; null where there are none. */
    rest: jsonb("rest").$type<Record<string, unknown>>(),
    sourceId: reference("source_id"),
    importId: reference("import_id"),
    /** Why it does not count: `bot`, `proxy`, `scanner`, `by_hand` or `pattern:<id>` (lib/traffic); null: it counts. */
    ignored: text("ignored"),
    /** Somebody decided whether it counts: neither a pattern nor a scanner's burst changes that. */
    byHand: boolean("by_hand").notNull().default(false),
    counts: boolean("counts").generatedAlwaysAs(sql`ignored is null`).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.messageId] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.activityId],
      foreignColumns: [activities.workspaceId, activities.id],
    }),
    // The ordered read (see docs/architecture.md): drizzle-kit has no INCLUDE, so all are key columns. `counts` costs
    // nothing: it lies where an entry was padded.
    index("events_ordered").on(
      t.workspaceId,
      t.leadId,
      t.occurredAt.desc().nullsFirst(),
      t.activityId,
      t.counts,
    ),
    // What does not count, by reason.
    index("events_ignored").on(t.workspaceId, t.ignored, t.receivedAt).where(sql`ignored is not null`),
    // What a source sent last; imported rows are not in it.
    index("events_arrived")
      .on(t.workspaceId, t.sourceId, t.receivedAt.desc().nullsFirst())
      .where(sql`source_id is not null`),
  ],
);

/** Messages that could not be taken, with the reason, kept so that nothing is lost. */
export const rejectedEvents = pgTable(
  "rejected_events",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    sourceId: reference("source_id"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    reason: text("reason").notNull(),
    /** The message as it came, as text: it may not be valid JSON for the database. */
    payload: text("payload").notNull(),
    /** The message's id as `events` keeps it, so that one which is sent again is kept once; null where it has none. */
    messageId: uuid("message_id"),
    /** When its batch said it was sent, for the correction of its times. */
    sentAt: instant("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("rejected_events_message").on(t.workspaceId, t.messageId),
    index("rejected_events_arrived").on(t.workspaceId, t.sourceId, t.receivedAt.desc().nullsFirst()),
  ],
);
