import { sql } from "drizzle-orm";
import {
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";

export const HANDOVER_STATES = ["open", "accepted", "rejected"] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

/** A reason frozen with the hand-over: the rule's key and name and the points it gave then. */
export type HandoverReason = { rule: string; name: string; points: number };

/** A lead passed to sales. Score, group and reasons are frozen as they were at that instant. */
export const handovers = pgTable(
  "handovers",
  {
    workspaceId: workspaceId(),
    id: identity(),
    leadId: reference("lead_id").notNull(),
    /** The lead that was handed over, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    /** Null for hand-overs made before or outside Hotsheet (version `imported`). */
    sheetId: reference("sheet_id"),
    versionId: reference("version_id"),
    at: instant("at").notNull(),
    total: doublePrecision("total"),
    groupKey: text("group_key"),
    label: text("label"),
    reasons: jsonb("reasons").$type<HandoverReason[]>().notNull().default([]),
    /** Points of every rule that gave any, before clamps; null: not worked out (made before they were kept). */
    rulePoints: jsonb("rule_points").$type<Record<string, number>>(),
    ownerId: reference("owner_id"),
    /** When its owner claimed it in the queue; null: nobody did, its owner was given by who owns the lead or by routing. */
    claimedAt: instant("claimed_at"),
    state: text("state").$type<HandoverState>().notNull().default("open"),
    decidedAt: instant("decided_at"),
    decidedBy: reference("decided_by"),
    reason: text("reason"),
    /** The team that it was routed to. */
    teamId: reference("team_id"),
    /** Why the router found nobody, as a code; null where it found somebody or was not asked. */
    unclaimedWhy: text("unclaimed_why"),
    /** When sales is to have answered; null where the workspace had no target at the hand-over. */
    slaDueAt: instant("sla_due_at"),
    /** Levels of escalation that are done, and when the next is due. */
    slaLevel: smallint("sla_level").notNull().default(0),
    slaNextAt: instant("sla_next_at"),
    /** When somebody first claimed, accepted or rejected it, and the working time until then. */
    firstResponseAt: instant("first_response_at"),
    responseSeconds: integer("response_seconds"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.ownerId], foreignColumns: [members.workspaceId, members.id] }),
    index("handovers_queue").on(t.workspaceId, t.state, t.at.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("handovers_lead").on(t.workspaceId, t.leadId, t.at.desc().nullsFirst()),
    index("handovers_version").on(t.workspaceId, t.versionId, t.at),
    index("handovers_owner")
      .on(t.workspaceId, t.ownerId, t.state, t.at.desc().nullsFirst())
      .where(sql`owner_id is not null`),
    index("handovers_sla_due").on(t.workspaceId, t.slaNextAt).where(sql`sla_next_at is not null`),
    index("handovers_responses")
      .on(t.workspaceId, t.firstResponseAt.desc().nullsFirst())
      .where(sql`first_response_at is not null`),
  ],
);
