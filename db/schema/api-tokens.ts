import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";

/** A token acts as the member who made it, with the role that member has at the time of the call. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    workspaceId: workspaceId(),
    id: identity(),
    memberId: reference("member_id").notNull(),
    name: text("name").notNull(),
    /** sha256 of the token: 256 random bits need no slow hash. */
    tokenHash: text("token_hash").notNull(),
    /** First characters, so that a person can tell tokens apart. */
    prefix: text("prefix").notNull(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("api_tokens_hash").on(t.tokenHash),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
);
