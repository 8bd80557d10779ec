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
} from "drizzle-orm/pg-core";
import type { DeliveryState, DisabledReason, WebhookFormat } from "../../lib/webhooks/states.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { workspaces } from "./workspaces.ts";

/** Where a workspace's news is sent. Secrets are sealed (lib/seal.ts): they must be read again to sign. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    /** What the actions of sheets name. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    url: text("url").notNull(),
    format: text("format").$type<WebhookFormat>().notNull(),
    secret: text("secret").notNull(),
    /** The secret before the last rotation, which signs as well until `previous_until`. */
    previousSecret: text("previous_secret"),
    previousUntil: instant("previous_until"),
    /** Null while it is enabled. */
    disabledReason: text("disabled_reason").$type<DisabledReason>(),
    disabledAt: instant("disabled_at"),
    /** Since when every attempt has failed; null after one that did not. */
    failingSince: instant("failing_since"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("webhook_endpoints_key").on(t.workspaceId, t.key),
  ],
);

/** A message to an endpoint, delivered at least once under the same `message_id`. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    workspaceId: workspaceId(),
    id: identity(),
    endpointId: reference("endpoint_id").notNull(),
    /** The lead it tells of, which takes it along when it is erased; null for tests. */
    leadId: reference("lead_id"),
    /** The `webhook-id`, the same on every attempt. */
    messageId: text("message_id").notNull(),
    /** Makes what an action sends be stored once, however often it is performed. */
    dedupe: text("dedupe"),
    type: text("type").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    state: text("state").$type<DeliveryState>().notNull().default("waiting"),
    /** Attempts ever begun; also what tells the attempt that holds the lease from one that lost it. */
    attempts: integer("attempts").notNull().default(0),
    /** How many of them were before the last replay: the waits between attempts begin anew with each. */
    attemptsBefore: integer("attempts_before").notNull().default(0),
    nextAt: instant("next_at").notNull().defaultNow(),
    /** Set while an attempt is under way; past it the attempt counts as lost. */
    leasedUntil: instant("leased_until"),
    lastAt: instant("last_at"),
    lastStatus: integer("last_status"),
    /** A code: `status`, `timeout`, `connection`, `private_address`, `secret`, `disabled` …; null after a success. */
    lastError: text("last_error"),
    /** The beginning of the last answer. */
    lastResponse: text("last_response"),
    lastMs: integer("last_ms"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.endpointId],
      foreignColumns: [webhookEndpoints.workspaceId, webhookEndpoints.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    uniqueIndex("webhook_deliveries_once")
      .on(t.workspaceId, t.endpointId, t.dedupe)
      .where(sql`dedupe is not null`),
    index("webhook_deliveries_due").on(t.workspaceId, t.endpointId, t.nextAt).where(sql`state = 'waiting'`),
    index("webhook_deliveries_list").on(t.workspaceId, t.endpointId, t.id.desc().nullsFirst()),
    index("webhook_deliveries_dead")
      .on(t.workspaceId, t.endpointId, t.id.desc().nullsFirst())
      .where(sql`state = 'dead'`),
    index("webhook_deliveries_lead").on(t.workspaceId, t.leadId).where(sql`lead_id is not null`),
    index("webhook_deliveries_old").on(t.workspaceId, t.createdAt),
  ],
);
