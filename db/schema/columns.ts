import { bigint, integer, timestamp } from "drizzle-orm/pg-core";

/** First column of every tenant table and of every key in it (row-level security and Citus both need it). */
export const workspaceId = () => integer("workspace_id").notNull();
/** Identity number of a tenant row, unique with its workspace. */
export const identity = () => bigint("id", { mode: "number" }).generatedAlwaysAsIdentity().notNull();
export const reference = (name: string) => bigint(name, { mode: "number" });
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
export const createdAt = () => instant("created_at").notNull().defaultNow();

/*
 * Descending index columns are written `.desc().nullsFirst()`: that is what a plain `order by x desc` asks for.
 * drizzle's bare `.desc()` means NULLS LAST, and PostgreSQL then sorts instead of reading the index.
 */
