import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Side } from "../../lib/permissions.ts";
import { identity, instant, reference, workspaceId } from "./columns.ts";
import { sheetVersions } from "./sheets.ts";

export const EDIT_OUTCOMES = ["accepted", "unchanged", "conflict"] as const;
export type EditOutcome = (typeof EDIT_OUTCOMES)[number];

/** Every edit of an item of a draft and what became of it: who changed what, and the memory that makes retries safe. */
export const sheetEdits = pgTable(
  "sheet_edits",
  {
    workspaceId: workspaceId(),
    versionId: reference("version_id").notNull(),
    /** Chosen by the client: the same id is answered the same again, for good. */
    editId: uuid("edit_id").notNull(),
    /** Order of writing. */
    id: identity(),
    /** Of the draft after the call that brought this edit. */
    revision: integer("revision").notNull(),
    outcome: text("outcome").$type<EditOutcome>().notNull(),
    /** Null: the product itself. */
    memberId: reference("member_id"),
    at: instant("at").notNull().defaultNow(),
    kind: text("kind").notNull(),
    key: text("key").notNull(),
    /** The item before; null: there was none. Of a conflict: what stayed. */
    before: jsonb("before").$type<unknown>(),
    /** The item after; null: deleted. Of a conflict: what was refused. */
    after: jsonb("after").$type<unknown>(),
    /** Key of the item that it was put behind, "" for the front; null where it kept its place. */
    place: text("place"),
    signaturesCleared: text("signatures_cleared").array().$type<Side[]>().notNull().default([]),
    /** The suggestion that this edit accepted; its author is credited too. */
    suggestionId: reference("suggestion_id"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.versionId, t.editId] }),
    index("sheet_edits_since").on(t.workspaceId, t.versionId, t.revision, t.id),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [sheetVersions.workspaceId, sheetVersions.id],
    }).onDelete("cascade"),
  ],
);
