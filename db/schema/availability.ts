import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";

/** How many leads a member takes and when; a member without a row takes any number, at any time. */
export const availability = pgTable(
  "availability",
  {
    workspaceId: workspaceId(),
    memberId: reference("member_id").notNull(),
    /** Open hand-overs at most; null: any number. */
    capacity: integer("capacity"),
    /** Null: around the clock. */
    week: jsonb("week").$type<{ day: number; from: string; to: string }[]>(),
    /** Null: the workspace's. */
    timeZone: text("time_zone"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
);

/** A time in [starts_at, ends_at) in which a member is given nothing. */
export const absences = pgTable(
  "absences",
  {
    workspaceId: workspaceId(),
    id: identity(),
    memberId: reference("member_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    index("absences_member").on(t.workspaceId, t.memberId, t.endsAt),
  ],
);
