import { date, foreignKey, index, numeric, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { identity, instant, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";
import { workspaces } from "./workspaces.ts";

/** What a source of leads cost in a month, in the currency of the workspace. */
export const marketingCosts = pgTable(
  "marketing_costs",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    /** As it was typed first. */
    source: text("source").notNull(),
    /** The same in capitals and small letters (`sourceKey` in lib/returns/figures.ts). */
    sourceKey: text("source_key").notNull(),
    /** Its first day. */
    month: date("month").notNull(),
    amount: numeric("amount", { precision: 16, scale: 2, mode: "number" }).notNull(),
    updatedBy: reference("updated_by"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.updatedBy], foreignColumns: [members.workspaceId, members.id] }),
    unique("marketing_costs_once").on(t.workspaceId, t.sourceKey, t.month),
    index("marketing_costs_newest").on(t.workspaceId, t.month.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
);
