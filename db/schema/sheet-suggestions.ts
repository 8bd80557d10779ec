import { foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";
import { sheets, sheetVersions } from "./sheets.ts";

export const SUGGESTION_STATES = ["open", "accepted", "rejected", "withdrawn"] as const;
export type SuggestionState = (typeof SUGGESTION_STATES)[number];

/** One item of a suggestion: what it was then (null: there was none), and what it would become. */
export type SuggestedChange = {
  item: { kind: string; key: string };
  before: unknown;
  /** Null deletes the item; left out: it is only moved. */
  value?: unknown;
  /** Key of the item to stand behind, null for the front. */
  after?: string | null;
};

/** A proposed change to a draft that waits for an answer. Goes with a draft that is discarded. */
export const sheetSuggestions = pgTable(
  "sheet_suggestions",
  {
    workspaceId: workspaceId(),
    id: identity(),
    sheetId: reference("sheet_id").notNull(),
    /** The version that it was made on; a later draft can take it as well. */
    versionId: reference("version_id").notNull(),
    /** Chosen by the client: the same one again is the same suggestion. */
    requestId: uuid("request_id").notNull(),
    memberId: reference("member_id").notNull(),
    reason: text("reason").notNull(),
    changes: jsonb("changes").$type<SuggestedChange[]>().notNull(),
    state: text("state").$type<SuggestionState>().notNull().default("open"),
    createdAt: createdAt(),
    decidedAt: instant("decided_at"),
    decidedBy: reference("decided_by"),
    /** Why it was rejected. */
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("sheet_suggestions_once").on(t.workspaceId, t.sheetId, t.requestId),
    index("sheet_suggestions_newest").on(t.workspaceId, t.sheetId, t.id.desc().nullsFirst()),
    index("sheet_suggestions_version").on(t.workspaceId, t.versionId),
    foreignKey({
      columns: [t.workspaceId, t.sheetId],
      foreignColumns: [sheets.workspaceId, sheets.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [sheetVersions.workspaceId, sheetVersions.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.decidedBy], foreignColumns: [members.workspaceId, members.id] }),
  ],
);
