import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Side } from "../../lib/permissions.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";
import { sheets, sheetVersions } from "./sheets.ts";
import { workspaces } from "./workspaces.ts";

/** `submit` and `changes` are comments that came with a step of the version: asking for review, asking for changes. */
export const COMMENT_KINDS = ["comment", "submit", "changes"] as const;
export type CommentKind = (typeof COMMENT_KINDS)[number];

/** What members say about a version, in all or of one rule. Goes with a draft that is discarded. */
export const sheetComments = pgTable(
  "sheet_comments",
  {
    workspaceId: workspaceId(),
    id: identity(),
    sheetId: reference("sheet_id").notNull(),
    versionId: reference("version_id").notNull(),
    kind: text("kind").$type<CommentKind>().notNull().default("comment"),
    /** Key of the rule it is about; null: the whole sheet. */
    itemKey: text("item_key"),
    /** The comment it answers, which answers none itself. */
    parentId: reference("parent_id"),
    memberId: reference("member_id").notNull(),
    body: text("body").notNull(),
    createdAt: createdAt(),
    resolvedAt: instant("resolved_at"),
    resolvedBy: reference("resolved_by"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.sheetId],
      foreignColumns: [sheets.workspaceId, sheets.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [sheetVersions.workspaceId, sheetVersions.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.parentId],
      foreignColumns: [t.workspaceId, t.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.resolvedBy], foreignColumns: [members.workspaceId, members.id] }),
    index("sheet_comments_sheet").on(t.workspaceId, t.sheetId, t.id),
  ],
);

/** What a member should know of. `dedupe` makes one that a job sends arrive once, however often the job runs. */
export const notifications = pgTable(
  "notifications",
  {
    workspaceId: workspaceId(),
    id: identity(),
    memberId: reference("member_id").notNull(),
    /** One of `notificationKinds` in lib/notifications/schemas.ts. */
    kind: text("kind").notNull(),
    /** What it is about, such as `sheet:cars`. */
    subject: text("subject").notNull(),
    payload: jsonb("payload").$type<Record<string, string | number | null>>().notNull().default({}),
    dedupe: text("dedupe"),
    at: instant("at").notNull().defaultNow(),
    readAt: instant("read_at"),
    /** False: the member wants a mail only, and the bell does not show it. */
    inApp: boolean("in_app").notNull().default(true),
    /** When it is to be mailed, after quiet hours; null: it is not, or has been. */
    mailAt: instant("mail_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    index("notifications_newest").on(t.workspaceId, t.memberId, t.id.desc().nullsFirst()),
    index("notifications_unread").on(t.workspaceId, t.memberId).where(sql`read_at is null`),
    index("notifications_mail").on(t.workspaceId, t.mailAt).where(sql`mail_at is not null`),
    uniqueIndex("notifications_once").on(t.workspaceId, t.memberId, t.dedupe).where(sql`dedupe is not null`),
  ],
);

/** What a side said when its trial was due for review: go on with it, or revise it. */
export const trialReviews = pgTable(
  "trial_reviews",
  {
    workspaceId: workspaceId(),
    id: identity(),
    versionId: reference("version_id").notNull(),
    side: text("side").$type<Side>().notNull(),
    memberId: reference("member_id").notNull(),
    decision: text("decision").$type<"confirm" | "revise">().notNull(),
    note: text("note"),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [sheetVersions.workspaceId, sheetVersions.id],
    }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    index("trial_reviews_version").on(t.workspaceId, t.versionId, t.id),
  ],
);

/** Who answers for a sheet on each side. */
export const sheetOwners = pgTable(
  "sheet_owners",
  {
    workspaceId: workspaceId(),
    sheetId: reference("sheet_id").notNull(),
    side: text("side").$type<Side>().notNull(),
    memberId: reference("member_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.sheetId, t.side] }),
    foreignKey({
      columns: [t.workspaceId, t.sheetId],
      foreignColumns: [sheets.workspaceId, sheets.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
);

/** A question of readiness that the team decided not to answer with a setting, and why. */
export const readinessDecisions = pgTable(
  "readiness_decisions",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    sheetId: reference("sheet_id").notNull(),
    question: text("question").notNull(),
    reason: text("reason").notNull(),
    memberId: reference("member_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.sheetId, t.question] }),
    foreignKey({
      columns: [t.workspaceId, t.sheetId],
      foreignColumns: [sheets.workspaceId, sheets.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
);
