import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { workspaces } from "./workspaces.ts";

/** Where promo codes come from: a list that was uploaded, or a pattern that makes them as they are given. */
export const promoPools = pgTable(
  "promo_pools",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    /** `*` is a random letter or digit: "TEST-********"; null: a list. */
    pattern: text("pattern"),
    /** How many a pattern may make in all; null: as many as are asked for. */
    limit: integer("limit"),
    expiresAt: instant("expires_at"),
    /** Administrators are told when so few are left; null: never. */
    warnBelow: integer("warn_below"),
    /** Nothing is given from it any more. */
    closed: boolean("closed").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique("promo_pools_key").on(t.workspaceId, t.key)],
);

/** A code, and whom it was given to: one lead has one of a pool, and one code one lead. It goes with an erased lead. */
export const promoCodes = pgTable(
  "promo_codes",
  {
    workspaceId: workspaceId(),
    id: identity(),
    poolId: reference("pool_id").notNull(),
    code: text("code").notNull(),
    leadId: reference("lead_id"),
    /** The lead it was given to, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    givenAt: instant("given_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.poolId],
      foreignColumns: [promoPools.workspaceId, promoPools.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    unique("promo_codes_code").on(t.workspaceId, t.poolId, t.code),
    uniqueIndex("promo_codes_once").on(t.workspaceId, t.poolId, t.leadId).where(sql`lead_id is not null`),
    index("promo_codes_free").on(t.workspaceId, t.poolId, t.id).where(sql`lead_id is null`),
    index("promo_codes_lead").on(t.workspaceId, t.leadId).where(sql`lead_id is not null`),
  ],
);
