import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns.ts";

export const workspaces = pgTable("workspaces", {
  id: integer("id").generatedAlwaysAsIdentity().primaryKey(),
  name: text("name").notNull(),
  timeZone: text("time_zone").notNull().default("UTC"),
  locale: text("locale").notNull().default("en"),
  /** ISO 4217: of marketing costs, and of deals whose currency nobody said. */
  currency: text("currency").notNull().default("EUR"),
  isDemo: boolean("is_demo").notNull().default(false),
  /** What a rep may answer when rejecting a hand-over; the first entry is offered first. */
  rejectionReasons: jsonb("rejection_reasons")
    .$type<string[]>()
    .notNull()
    .default(
      sql`'["no_need","no_budget","no_authority","bad_timing","unreachable","not_a_fit","duplicate","other"]'::jsonb`,
    ),
  createdAt: createdAt(),
});
