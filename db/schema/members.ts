import { foreignKey, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { Role, Side } from "../../lib/permissions.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { users } from "./users.ts";
import { workspaces } from "./workspaces.ts";

export const members = pgTable(
  "members",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    userId: integer("user_id").notNull(),
    role: text("role").$type<Role>().notNull(),
    /** Only meaningful for an admin, who signs for no side unless given one. */
    side: text("side").$type<Side>(),
    /** A removed member keeps its row, so that signatures and decisions keep their name. */
    removedAt: instant("removed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("members_user").on(t.workspaceId, t.userId),
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    email: text("email").notNull(),
    role: text("role").$type<Role>().notNull(),
    side: text("side").$type<Side>(),
    tokenHash: text("token_hash").notNull(),
    createdBy: reference("created_by").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("invitations_token").on(t.workspaceId, t.tokenHash),
    foreignKey({ columns: [t.workspaceId, t.createdBy], foreignColumns: [members.workspaceId, members.id] }),
  ],
);
