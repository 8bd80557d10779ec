import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, identity, instant, workspaceId } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

/** Where events come from; whoever holds the write key may send them, and do nothing else. */
export const sources = pgTable(
  "sources",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    name: text("name").notNull(),
    writeKeyHash: text("write_key_hash").notNull(),
    prefix: text("prefix").notNull(),
    /** Messages a minute that are taken from it; null: the usual limit (lib/collector/rate-limit.ts). */
    eventsPerMinute: integer("events_per_minute"),
    /** The key before the last rotation, good until `previous_until`; null where there is none. */
    previousKeyHash: text("previous_key_hash"),
    previousUntil: instant("previous_until"),
    disabledAt: instant("disabled_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("sources_write_key").on(t.writeKeyHash),
    index("sources_previous_key").on(t.previousKeyHash),
  ],
);
