import { doublePrecision, foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { Stage } from "../../lib/leads/stages.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";

export const stageHistory = pgTable(
  "stage_history",
  {
    workspaceId: workspaceId(),
    id: identity(),
    leadId: reference("lead_id").notNull(),
    /** The lead it was recorded for, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    stage: text("stage").$type<Stage>().notNull(),
    at: instant("at").notNull(),
    reason: text("reason"),
    /** Worth of the deal. */
    value: doublePrecision("value"),
    /** Of `value`, as ISO 4217 has it; null: nobody said. */
    currency: text("currency"),
    /** Who said so: `api`, `import`, `queue`, `handover`, `action`, `crm`, `demo`. */
    origin: text("origin").notNull(),
    memberId: reference("member_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    unique("stage_history_once").on(t.workspaceId, t.leadId, t.stage, t.at, t.viaLeadId).nullsNotDistinct(),
    index("stage_history_stage").on(t.workspaceId, t.stage, t.at),
  ],
);
