import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { sheets, sheetVersions } from "./sheets.ts";

/** Cache of the scoring function: what each active sheet says of each lead in its segment. */
export const scores = pgTable(
  "scores",
  {
    workspaceId: workspaceId(),
    leadId: reference("lead_id").notNull(),
    sheetId: reference("sheet_id").notNull(),
    /** The version under which this score last changed; the sheet's active version gives it today. */
    versionId: reference("version_id").notNull(),
    total: doublePrecision("total").notNull(),
    dimensions: jsonb("dimensions").$type<Record<string, number>>().notNull(),
    label: text("label"),
    groupKey: text("group_key"),
    /** Key of the exclusion that the lead meets; its group is null then. */
    excluded: text("excluded"),
    isPrimary: boolean("is_primary").notNull(),
    scoredAt: instant("scored_at").notNull(),
    /** The instant at which this score may change with nothing new happening; null: never. */
    nextChangeAt: instant("next_change_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.leadId, t.sheetId] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.sheetId], foreignColumns: [sheets.workspaceId, sheets.id] }),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [sheetVersions.workspaceId, sheetVersions.id],
    }),
    index("scores_primary")
      .on(t.workspaceId, t.total.desc().nullsFirst(), t.leadId.desc().nullsFirst())
      .where(sql`is_primary`),
    index("scores_primary_group")
      .on(t.workspaceId, t.groupKey, t.total.desc().nullsFirst(), t.leadId.desc().nullsFirst())
      .where(sql`is_primary`),
    index("scores_sheet").on(
      t.workspaceId,
      t.sheetId,
      t.total.desc().nullsFirst(),
      t.leadId.desc().nullsFirst(),
    ),
    index("scores_label")
      .on(t.workspaceId, t.sheetId, t.label, t.total.desc().nullsFirst(), t.leadId.desc().nullsFirst())
      .where(sql`label is not null`),
    index("scores_due").on(t.workspaceId, t.nextChangeAt).where(sql`next_change_at is not null`),
  ],
);

/** A row whenever a stored total or group changed; between rows the score was constant. */
export const scoreHistory = pgTable(
  "score_history",
  {
    workspaceId: workspaceId(),
    leadId: reference("lead_id").notNull(),
    sheetId: reference("sheet_id").notNull(),
    at: instant("at").notNull(),
    versionId: reference("version_id").notNull(),
    total: doublePrecision("total").notNull(),
    label: text("label"),
    groupKey: text("group_key"),
    excluded: text("excluded"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.leadId, t.sheetId, t.at] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
  ],
);

/** Entering and leaving groups: what actions hang on. Written in the transaction that changed the score. */
export const groupChanges = pgTable(
  "group_changes",
  {
    workspaceId: workspaceId(),
    id: identity(),
    leadId: reference("lead_id").notNull(),
    sheetId: reference("sheet_id").notNull(),
    versionId: reference("version_id").notNull(),
    at: instant("at").notNull(),
    fromGroup: text("from_group"),
    toGroup: text("to_group"),
    total: doublePrecision("total").notNull(),
    /** What made it change: `event`, `import`, `attribute`, `join`, `privacy`, `activation`, `segment`, `time`, `traffic`, `adjustment`, `demo`. */
    cause: text("cause").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    index("group_changes_lead").on(t.workspaceId, t.leadId, t.at.desc().nullsFirst()),
    index("group_changes_sheet").on(t.workspaceId, t.sheetId, t.at.desc().nullsFirst()),
  ],
);
