import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";

/** `message`: something collected or imported named both leads. `member`: somebody joined them by hand. */
export type JoinCause = "message" | "member";

/**
 * That two leads are one person. The joins that are not undone make a forest over leads; a tree's leads are one lead on
 * every screen. An undone join also says that no message may join the two again.
 */
export const leadJoins = pgTable(
  "lead_joins",
  {
    workspaceId: workspaceId(),
    id: identity(),
    at: instant("at").notNull().defaultNow(),
    /** The lead that both were shown as from then on. */
    survivorId: reference("survivor_id").notNull(),
    /** The two leads that were told to be one: those that own the identities, whatever else they were joined with. */
    leadId: reference("lead_id").notNull(),
    otherId: reference("other_id").notNull(),
    cause: text("cause").$type<JoinCause>().notNull(),
    /** Kinds of the identities that one message named together, such as `["user", "anonymous"]`; never their values. */
    named: jsonb("named").$type<string[]>().notNull().default([]),
    memberId: reference("member_id"),
    /** Whether the survivor had no owner and took the other's. */
    tookOwner: boolean("took_owner").notNull().default(false),
    undoneAt: instant("undone_at"),
    undoneBy: reference("undone_by"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.otherId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.undoneBy], foreignColumns: [members.workspaceId, members.id] }),
    index("lead_joins_lead").on(t.workspaceId, t.leadId),
    index("lead_joins_other").on(t.workspaceId, t.otherId),
  ],
);

/**
 * What was told of each lead that takes part in a join, as `lead_attributes` had it when it was alone. The survivor's own
 * history is made from these (lib/leads/joined-attributes.ts), so that an undone join gives each its own back.
 */
export const joinedAttributes = pgTable(
  "joined_attributes",
  {
    workspaceId: workspaceId(),
    leadId: reference("lead_id").notNull(),
    key: text("key").notNull(),
    knownAt: instant("known_at").notNull(),
    value: jsonb("value").$type<unknown>(),
    confirmedAt: instant("confirmed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.leadId, t.key, t.knownAt] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
  ],
);
