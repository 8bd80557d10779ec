import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";

/**
 * Leads whose score has fallen out of a group that they have not left yet, as far as actions and hand-overs go. A lead
 * without a row on a sheet is in the group of its score.
 */
export const groupStays = pgTable(
  "group_stays",
  {
    workspaceId: workspaceId(),
    leadId: reference("lead_id").notNull(),
    sheetId: reference("sheet_id").notNull(),
    /** The group it still counts as being in. */
    groupKey: text("group_key").notNull(),
    /** When its score fell out. */
    outSince: instant("out_since").notNull(),
    /** When it has left by time alone; null: only by points. */
    leavingAt: instant("leaving_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.leadId, t.sheetId] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    index("group_stays_due").on(t.workspaceId, t.leavingAt).where(sql`leaving_at is not null`),
  ],
);
