import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Side } from "../../lib/permissions.ts";
import type { Condition } from "../../lib/scoring/condition-schema.ts";
import type { SheetContent } from "../../lib/scoring/schema.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";
import { workspaces } from "./workspaces.ts";

export const segments = pgTable(
  "segments",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    condition: jsonb("condition").$type<Condition>().notNull(),
    /** Lowest first: a lead's primary score is that of the first segment it is in. */
    position: integer("position").notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique("segments_key").on(t.workspaceId, t.key)],
);

export const sheets = pgTable(
  "sheets",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique("sheets_key").on(t.workspaceId, t.key)],
);

export const VERSION_STATES = ["draft", "in_review", "active", "retired"] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** Versions of a sheet. Once active a version never changes. */
export const sheetVersions = pgTable(
  "sheet_versions",
  {
    workspaceId: workspaceId(),
    id: identity(),
    sheetId: reference("sheet_id").notNull(),
    number: integer("number").notNull(),
    state: text("state").$type<VersionState>().notNull(),
    segmentId: reference("segment_id").notNull(),
    content: jsonb("content").$type<SheetContent>().notNull(),
    /** sha256 of the canonical JSON of segment key and content: what both sides sign. */
    hash: text("hash").notNull(),
    /** Raised by every edit; guards against lost updates. */
    revision: integer("revision").notNull().default(1),
    note: text("note"),
    trialDays: integer("trial_days").notNull().default(90),
    createdBy: reference("created_by"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    /** When a version that both sides have signed becomes active; null: nothing is set. An edit clears it. */
    scheduledAt: instant("scheduled_at"),
    /** Activated without actions: leads that moved by the activation alone were not handed over. */
    silent: boolean("silent").notNull().default(false),
    activatedAt: instant("activated_at"),
    retiredAt: instant("retired_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("sheet_versions_number").on(t.workspaceId, t.sheetId, t.number),
    uniqueIndex("sheet_versions_one_active").on(t.workspaceId, t.sheetId).where(sql`state = 'active'`),
    uniqueIndex("sheet_versions_one_open")
      .on(t.workspaceId, t.sheetId)
      .where(sql`state in ('draft', 'in_review')`),
    foreignKey({ columns: [t.workspaceId, t.sheetId], foreignColumns: [sheets.workspaceId, sheets.id] }),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
    foreignKey({ columns: [t.workspaceId, t.createdBy], foreignColumns: [members.workspaceId, members.id] }),
  ],
);

/** A signature is for a content hash; an edit deletes it. */
export const sheetSignatures = pgTable(
  "sheet_signatures",
  {
    workspaceId: workspaceId(),
    versionId: reference("version_id").notNull(),
    side: text("side").$type<Side>().notNull(),
    memberId: reference("member_id").notNull(),
    hash: text("hash").notNull(),
    signedAt: instant("signed_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.versionId, t.side] }),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [sheetVersions.workspaceId, sheetVersions.id],
    }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
);
