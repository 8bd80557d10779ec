import { foreignKey, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";
import { workspaces } from "./workspaces.ts";

/** How the text of a pattern is compared with an agent (lib/traffic/pattern.ts). */
export type PatternKind = "contains" | "starts" | "ends" | "glob";

/**
 * A workspace's own patterns of agents whose events do not count. A job takes each backwards through stored events, lead by
 * lead, when it is added and when it is removed; the row of a removed one goes when that is done.
 */
export const trafficPatterns = pgTable(
  "traffic_patterns",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    kind: text("kind").$type<"contains" | "starts" | "ends" | "glob">().notNull(),
    text: text("text").notNull(),
    /** The same as a LIKE pattern for lower-case agents (lib/traffic/pattern.ts). */
    matches: text("matches").notNull(),
    memberId: reference("member_id"),
    createdAt: createdAt(),
    removedAt: instant("removed_at"),
    /** Leads up to this id are done, of those up to `last_lead`; all are where `finished_at` is set. */
    reachedLead: reference("reached_lead").notNull().default(0),
    lastLead: reference("last_lead").notNull().default(0),
    finishedAt: instant("finished_at"),
    /** Stored events that the job has marked. */
    marked: integer("marked").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("traffic_patterns_matches").on(t.workspaceId, t.matches),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
);
