import {
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { createdAt, identity, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";
import { workspaces } from "./workspaces.ts";

/** Whom an action of a group may hand leads to. Its row is locked while somebody is chosen. */
export const teams = pgTable(
  "teams",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique("teams_key").on(t.workspaceId, t.key)],
);

export const teamMembers = pgTable(
  "team_members",
  {
    workspaceId: workspaceId(),
    teamId: reference("team_id").notNull(),
    memberId: reference("member_id").notNull(),
    weight: integer("weight").notNull().default(1),
    /** Leads that the member is owed by its weight, less what it was given: the router's state (lib/routing/choose.ts). */
    lag: doublePrecision("lag").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.teamId, t.memberId] }),
    foreignKey({
      columns: [t.workspaceId, t.teamId],
      foreignColumns: [teams.workspaceId, teams.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    index("team_members_member").on(t.workspaceId, t.memberId),
  ],
);
