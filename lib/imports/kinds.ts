/** What a file holds, one row each. */
export const IMPORT_KINDS = ["leads", "events", "stages"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const IMPORT_STATES = ["uploading", "uploaded", "running", "done", "failed", "cancelled"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Why a row was not imported; each has a text in messages (`Imports.refusal`). */
export const REFUSAL_CODES = [
  "no_identity",
  "invalid_email",
  "too_long",
  "unreadable_text",
  "not_a_number",
  "not_a_boolean",
  "not_a_date",
  "ambiguous_date",
  "missing_value",
  "unknown_stage",
  "unknown_lead",
  "erased",
  "too_many_cells",
  "refused_by_database",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why a file as a whole could not be read on; each has a text in messages (`Imports.failure`). */
export const FAILURE_CODES = [
  "record_too_long",
  "quote_not_closed",
  "damaged_archive",
  "too_large",
  "workbook",
  "binary",
  "no_rows",
  "internal",
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];
export type ImportFailure = { code: FailureCode; message: string; line: number | null };
