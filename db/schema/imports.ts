import {
  bigint,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { ImportFailure, ImportKind, ImportState } from "../../lib/imports/kinds.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const imports = pgTable(
  "imports",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    kind: text("kind").$type<ImportKind>().notNull(),
    fileName: text("file_name").notNull(),
    state: text("state").$type<ImportState>().notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
    /** Column mapping and options, as lib/imports/schemas.ts describes them; null until chosen. */
    mapping: jsonb("mapping").$type<unknown>(),
    /** Column names of the file, in order; set when the import starts (the refused rows are shown under them). */
    columns: jsonb("columns").$type<string[]>(),
    /** Bytes of the stored file read so far, for progress only. */
    bytesDone: bigint("bytes_done", { mode: "number" }).notNull().default(0),
    /** Data rows dealt with; a killed import goes on after this row. */
    rowsDone: integer("rows_done").notNull().default(0),
    /** Known once the file has been read to its end. */
    rowsTotal: integer("rows_total"),
    created: integer("created").notNull().default(0),
    updated: integer("updated").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    /** Why the file as a whole could not be read on. */
    error: jsonb("error").$type<ImportFailure>(),
    memberId: reference("member_id"),
    createdAt: createdAt(),
    /** First start: what "known since the import" means, so that a resumed import gives the same instant. */
    startedAt: instant("started_at"),
    /** Last committed batch; an import that runs but has not moved for long has lost its worker. */
    progressAt: instant("progress_at"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("imports_newest").on(t.workspaceId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
);

/** The uploaded file, in pieces, so that any worker on any machine can go on with it. */
export const importChunks = pgTable(
  "import_chunks",
  {
    workspaceId: workspaceId(),
    importId: reference("import_id").notNull(),
    position: integer("position").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.position] }),
    foreignKey({
      columns: [t.workspaceId, t.importId],
      foreignColumns: [imports.workspaceId, imports.id],
    }).onDelete("cascade"),
  ],
);

/** Rows that were refused, each with its line in the file and the reason. */
export const importRefusals = pgTable(
  "import_refusals",
  {
    workspaceId: workspaceId(),
    importId: reference("import_id").notNull(),
    line: integer("line").notNull(),
    column: text("column"),
    code: text("code").notNull(),
    reason: text("reason").notNull(),
    /** The row as read, so that it can be mended and sent again. */
    row: jsonb("row").$type<string[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.line] }),
    foreignKey({
      columns: [t.workspaceId, t.importId],
      foreignColumns: [imports.workspaceId, imports.id],
    }).onDelete("cascade"),
  ],
);
