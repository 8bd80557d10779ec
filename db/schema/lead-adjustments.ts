import { doublePrecision, foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";

/**
 * Points given to a lead by hand: they count from `at` until they expire or are ended, and add to the dimension of that key
 * on every sheet that has one. Nothing of a row changes but that it is ended, once.
 */
export const leadAdjustments = pgTable(
  "lead_adjustments",
  {
    workspaceId: workspaceId(),
    id: identity(),
    leadId: reference("lead_id").notNull(),
    /** The lead that it was given to, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    at: instant("at").notNull(),
    points: doublePrecision("points").notNull(),
    dimension: text("dimension").notNull(),
    reason: text("reason").notNull(),
    expiresAt: instant("expires_at"),
    memberId: reference("member_id"),
    endedAt: instant("ended_at"),
    endedBy: reference("ended_by"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.endedBy], foreignColumns: [members.workspaceId, members.id] }),
    index("lead_adjustments_lead").on(t.workspaceId, t.leadId, t.at.desc().nullsFirst()),
  ],
);
