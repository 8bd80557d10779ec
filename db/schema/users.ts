import { sql } from "drizzle-orm";
import { integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt } from "./columns.ts";

/** A person who can sign in. What the person may do in a workspace is in `members`. */
export const users = pgTable(
  "users",
  {
    id: integer("id").generatedAlwaysAsIdentity().primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** scrypt, see lib/auth/password.ts; null for people who only come through OIDC. */
    passwordHash: text("password_hash"),
    /** `iss|sub` of the OIDC account, once linked. */
    oidcSubject: text("oidc_subject").unique(),
    /** Raised to end every session of this person. */
    sessionVersion: integer("session_version").notNull().default(1),
    locale: text("locale"),
    timeZone: text("time_zone"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`)],
);
