import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { ReportBody, Scope } from "../../lib/feedback/schemas.ts";
import { identity, instant, reference, workspaceId } from "./columns.ts";
import { sheetVersions } from "./sheets.ts";
import { workspaces } from "./workspaces.ts";

/** Feedback reports as they were computed: those of closed trials for good, others until a newer one takes their place. */
export const feedbackReports = pgTable(
  "feedback_reports",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    /** Null: hand-overs made before or outside Hotsheet. */
    versionId: reference("version_id"),
    scope: text("scope").$type<Scope>().notNull(),
    horizonDays: integer("horizon_days").notNull(),
    /** Key of the segment that was asked for; null: none. */
    segment: text("segment"),
    asOf: instant("as_of").notNull(),
    /** Since when it never changes; null: it does. */
    frozenAt: instant("frozen_at"),
    /** When a newer one was asked for; null: it was not. */
    requestedAt: instant("requested_at"),
    body: jsonb("body").$type<ReportBody>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [sheetVersions.workspaceId, sheetVersions.id],
    }).onDelete("cascade"),
    unique("feedback_reports_once")
      .on(t.workspaceId, t.versionId, t.scope, t.horizonDays, t.segment)
      .nullsNotDistinct(),
    index("feedback_reports_age").on(t.workspaceId, t.asOf),
  ],
);
