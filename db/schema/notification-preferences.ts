import { foreignKey, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Channels, Digest, NotificationGroup } from "../../lib/notifications/groups.ts";
import { instant, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";

/** How a member wants to be told; who has no row is told as lib/notifications/groups.ts says. */
export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    workspaceId: workspaceId(),
    memberId: reference("member_id").notNull(),
    /** Channels by group of kinds; a group that is not there is told as usual. */
    channels: jsonb("channels").$type<Partial<Record<NotificationGroup, Channels>>>().notNull().default({}),
    /** Hours of the member's own day, "22:00" to "07:30", in which no mail goes out; null: none. */
    quietFrom: text("quiet_from"),
    quietTo: text("quiet_to"),
    digest: text("digest").$type<Digest>().notNull().default("off"),
    /** Hour of the member's own day, and day of the week (1 is Monday) of a weekly one. */
    digestHour: integer("digest_hour").notNull().default(8),
    digestDay: integer("digest_day").notNull().default(1),
    /** Up to when notifications have been in a digest. */
    digestAt: instant("digest_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId] }),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [members.workspaceId, members.id],
    }),
  ],
);
