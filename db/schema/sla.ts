import { integer, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { workspaceId } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

/** How soon sales is to answer a hand-over, and what happens where it does not. Without a row there is no clock. */
export const slaSettings = pgTable(
  "sla_settings",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    /** Minutes of working time from the hand-over. */
    targetMinutes: integer("target_minutes").notNull(),
    /** When time counts, in the workspace's time zone; null: around the clock. */
    week: jsonb("week").$type<{ day: number; from: string; to: string }[]>(),
    /** Minutes of working time after the target, each null where the level is not used. */
    warnMinutes: integer("warn_minutes"),
    managerMinutes: integer("manager_minutes"),
    reassignMinutes: integer("reassign_minutes"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId] })],
);
