import { createHash } from "node:crypto";
import { STAGES, type Stage } from "../leads/stages.ts";
import { readDate } from "./dates.ts";
import type { RefusalCode } from "./kinds.ts";
import { MAX_CELL_CHARACTERS } from "./limits.ts";
import { markerOf } from "./markers.ts";
import type { Plan, PlannedColumn } from "./plan.ts";
import { refusalText } from "./refusal-text.ts";
import type { FileRow } from "./rows.ts";
import { isMissing, readCell } from "./values.ts";

export type Identity = { email: string | null; userId: string | null; anonymousId: string | null };
export type ReadRow = {
  line: number;
  identity: Identity;
  /** Attributes of a lead or properties of an event; missing cells are left out. */
  fields: Record<string, string | number | boolean>;
  /** known_at, occurred_at or at; null where a lead's row has none. */
  at: Date | null;
  event: string | null;
  messageId: string | null;
  stage: Stage | "ignore" | null;
  reason: string | null;
  value: number | null;
};
export type Problem = { code: RefusalCode; column: string | null; text: string };
export type Refusal = {
  line: number;
  column: string | null;
  code: RefusalCode;
  reason: string;
  row: string[];
};

const EMAIL = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]+$/;
const MAX_ID = 255;
const MAX_EMAIL = 320;
const MAX_NAME = 200;
/** What the database cannot keep, and what a decoder leaves where bytes make no sense. */
const isUnreadable = (text: string) => text.includes("\u0000") || text.includes("\ufffd");

/** A refusal for `row` from everything that is wrong with it; code and column are the first problem's. */
export function refuse(row: FileRow, problems: readonly Problem[]): Refusal {
  const [first] = problems;
  return {
    line: row.line,
    column: first?.column ?? null,
    code: first?.code ?? "refused_by_database",
    reason: problems.map((problem) => problem.text).join("; "),
    // The database takes no NUL; the row is shown to a person, who sees the replacement mark.
    row: row.cells.map((cell) => cell.replaceAll("\u0000", "\ufffd")),
  };
}

class Reader {
  readonly problems: Problem[] = [];
  readonly plan: Plan;
  readonly row: FileRow;
  constructor(plan: Plan, row: FileRow) {
    this.plan = plan;
    this.row = row;
  }

  problem(code: RefusalCode, column: string | null, value = ""): null {
    this.problems.push({ code, column, text: refusalText(code, column, value) });
    return null;
  }

  /** The cell, or null where it is missing or cannot be taken at all. */
  cell(column: PlannedColumn): string | null {
    // An apostrophe before a formula sign is how our own refused-rows file (and spreadsheets) mark text.
    const raw = (this.row.cells[column.index] ?? "").replace(/^'(?=\s*[=+\-@])/, "");
    if (isMissing(raw, this.plan.reading.missing)) return null;
    if (isUnreadable(raw)) return this.problem("unreadable_text", column.name);
    if (raw.length > MAX_CELL_CHARACTERS) return this.problem("too_long", column.name);
    return raw.trim();
  }

  find(to: string): { column: PlannedColumn; text: string } | null {
    const column = this.plan.columns.find((candidate) => candidate.to === to);
    const text = column ? this.cell(column) : null;
    return column && text !== null ? { column, text } : null;
  }

  text(to: string, max: number): string | null {
    const found = this.find(to);
    if (!found) return null;
    return found.text.length > max ? this.problem("too_long", found.column.name) : found.text;
  }

  date(to: string): Date | null {
    const found = this.find(to);
    if (!found) return null;
    const read = readDate(found.text, this.plan.reading.order, this.plan.reading.zone);
    return typeof read === "string" ? this.problem(read, found.column.name, found.text) : read.instant;
  }

  identity(): Identity {
    const email = this.find("email");
    const ok = email === null || (email.text.length <= MAX_EMAIL && EMAIL.test(email.text));
    if (email && !ok) this.problem("invalid_email", email.column.name, email.text);
    const identity = {
      email: email && ok ? email.text.toLowerCase() : null,
      userId: this.text("user_id", MAX_ID),
      anonymousId: this.text("anonymous_id", MAX_ID),
    };
    if (!identity.email && !identity.userId && !identity.anonymousId && this.problems.length === 0) {
      this.problem("no_identity", null);
    }
    return identity;
  }

  fields(): Record<string, string | number | boolean> {
    const fields: Record<string, string | number | boolean> = {};
    for (const column of this.plan.columns) {
      if (column.key === null) continue;
      const text = this.cell(column);
      if (text === null) continue;
      const cell = readCell(text, column.type, this.plan.reading);
      if (cell.ok) fields[column.key] = cell.value;
      else this.problem(cell.code, column.name, text);
    }
    return fields;
  }

  stage(): Stage | "ignore" | null {
    if (this.plan.stage) return this.plan.stage;
    const found = this.find("stage");
    if (!found) return null;
    const word = markerOf(found.text);
    const stage = this.plan.stages.get(word) ?? STAGES.find((candidate) => candidate === word);
    return stage ?? this.problem("unknown_stage", found.column.name, found.text);
  }

  value(): number | null {
    const found = this.find("value");
    if (!found) return null;
    const cell = readCell(found.text, "number", this.plan.reading);
    if (cell.ok && typeof cell.value === "number") return cell.value;
    return this.problem("not_a_number", found.column.name, found.text);
  }

  required<T>(value: T | null, to: string): T | null {
    const named = this.plan.columns.find((column) => column.to === to);
    const failed = this.problems.some((problem) => problem.column !== null && problem.column === named?.name);
    if (value === null && !failed) this.problem("missing_value", named?.name ?? to);
    return value;
  }
}

/** Reads one row of the file by the plan. Pure: the same row and plan give the same result. */
export function readRow(
  plan: Plan,
  row: FileRow,
): { ok: true; row: ReadRow } | { ok: false; refusal: Refusal } {
  const reader = new Reader(plan, row);
  if (row.cells.slice(plan.width).some((cell) => cell.trim() !== "")) reader.problem("too_many_cells", null);
  const identity = reader.identity();
  const read: ReadRow = {
    line: row.line,
    identity,
    fields: reader.fields(),
    at: null,
    event: null,
    messageId: null,
    stage: null,
    reason: null,
    value: null,
  };
  if (plan.kind === "leads") {
    read.at = reader.date("known_at");
    read.stage = reader.stage();
  } else if (plan.kind === "events") {
    read.at = reader.required(reader.date("occurred_at"), "occurred_at");
    read.event = plan.event ?? reader.required(reader.text("event", MAX_NAME), "event");
    read.messageId = reader.text("message_id", MAX_ID);
  } else {
    read.at = reader.required(reader.date("at"), "at");
    read.stage = reader.required(reader.stage(), "stage");
    read.reason = reader.text("reason", 500);
    read.value = reader.value();
  }
  return reader.problems.length > 0
    ? { ok: false, refusal: refuse(row, reader.problems) }
    : { ok: true, row: read };
}

/**
 * Message id of an event whose file gives none: the sha256 of who, what and when, so that importing
 * the same file again counts nothing twice. Two rows alike in everything are one event.
 */
export function eventMessageId(row: ReadRow): string {
  const fields = Object.entries(row.fields).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const { email, userId, anonymousId } = row.identity;
  const parts = ["event", email, userId, anonymousId, row.event, row.at?.toISOString(), fields];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
