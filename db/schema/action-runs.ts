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
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { RunState } from "../../lib/actions/run-states.ts";
import type { ActionKind } from "../../lib/scoring/group-actions.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { sheets, sheetVersions } from "./sheets.ts";

/**
 * The outbox of actions: one row for each transition and action, written in the transaction that moved the lead. A run is
 * performed in the transaction that marks it, so it is waiting or over, and no state says that it is under way.
 */
export const actionRuns = pgTable(
  "action_runs",
  {
    workspaceId: workspaceId(),
    id: identity(),
    /** One for each lead that entered or left; its runs share it. */
    transitionId: uuid("transition_id").notNull(),
    leadId: reference("lead_id").notNull(),
    /** The lead that moved, where that one is joined into `lead_id`. */
    viaLeadId: reference("via_lead_id"),
    sheetId: reference("sheet_id").notNull(),
    /** The version whose content holds the action; it never changes. */
    versionId: reference("version_id").notNull(),
    groupKey: text("group_key").notNull(),
    actionKey: text("action_key").notNull(),
    kind: text("kind").$type<ActionKind>().notNull(),
    moved: text("moved").$type<"enter" | "leave">().notNull(),
    at: instant("at").notNull(),
    total: doublePrecision("total").notNull(),
    /** How many runs led to one another before this one: set attributes move leads. */
    chain: smallint("chain").notNull().default(0),
    state: text("state").$type<RunState>().notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: instant("next_at"),
    lastError: text("last_error"),
    /** Why it was skipped, as a code. */
    skipped: text("skipped"),
    result: jsonb("result").$type<Record<string, string | number | null>>(),
    endedAt: instant("ended_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("action_runs_once").on(t.workspaceId, t.transitionId, t.actionKey),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.sheetId], foreignColumns: [sheets.workspaceId, sheets.id] }),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [sheetVersions.workspaceId, sheetVersions.id],
    }),
    index("action_runs_due").on(t.workspaceId, t.nextAt, t.id).where(sql`state = 'waiting'`),
    index("action_runs_open").on(t.workspaceId, t.leadId, t.id).where(sql`state = 'waiting'`),
    index("action_runs_lead").on(t.workspaceId, t.leadId, t.id.desc().nullsFirst()),
    index("action_runs_state").on(t.workspaceId, t.state, t.id.desc().nullsFirst()),
    index("action_runs_kind").on(t.workspaceId, t.kind, t.id.desc().nullsFirst()),
    index("action_runs_sheet").on(t.workspaceId, t.sheetId, t.id.desc().nullsFirst()),
  ],
);
