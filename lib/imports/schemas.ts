import { z } from "zod";
import { ENCODINGS } from "./encodings.ts";
import { FAILURE_CODES, IMPORT_KINDS, IMPORT_STATES, REFUSAL_CODES } from "./kinds.ts";
import { COLUMN_TYPES, DELIMITERS, mappingSchema } from "./mapping.ts";

const instant = z.iso.datetime();
const count = z.number().int().min(0);

export const kindSchema = z.enum(IMPORT_KINDS);

/** A path part: the import's id. */
export const importParams = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, "is not an import's id")
    .transform(Number),
});

export const refusalSchema = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  code: z.enum(REFUSAL_CODES),
  reason: z.string(),
  row: z.array(z.string()),
});
export type RefusalView = z.infer<typeof refusalSchema>;

export const issueSchema = z.object({
  path: z.string(),
  message: z.string(),
  code: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const failureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  message: z.string(),
  line: z.number().int().nullable(),
});

/** An import without its refused rows, as lists show it. */
export const importSummarySchema = z.object({
  id: z.number().int(),
  kind: kindSchema,
  file_name: z.string(),
  state: z.enum(IMPORT_STATES),
  bytes: count,
  bytes_done: count,
  rows_done: count,
  rows_total: count.nullable(),
  created: count,
  updated: count,
  unchanged: count,
  refused: count,
  error: failureSchema.nullable(),
  created_at: instant,
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
  /** Runs, but nothing has been committed for two minutes: start it again. */
  stalled: z.boolean(),
});
export type ImportSummary = z.infer<typeof importSummarySchema>;

export const importSchema = importSummarySchema.extend({
  columns: z.array(z.string()).nullable(),
  mapping: mappingSchema.nullable(),
  /** The first refused rows; the rest is at `/refusals`. */
  refusals: z.array(refusalSchema),
});
export type ImportView = z.infer<typeof importSchema>;

export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.coerce.number().int().min(1).optional(),
});
export const importListSchema = z.object({
  items: z.array(importSummarySchema),
  next_cursor: z.number().nullable(),
});

export const refusalsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** Lines after this one. */
  cursor: z.coerce.number().int().min(0).default(0),
});
export const refusalListSchema = z.object({
  columns: z.array(z.string()),
  items: z.array(refusalSchema),
  next_cursor: z.number().nullable(),
});

const dateSample = z.object({
  text: z.string(),
  iso: instant.nullable(),
  dmy: instant.nullable(),
  mdy: instant.nullable(),
});

const columnAnalysisSchema = z.object({
  name: z.string(),
  /** Cells of the sample that are not empty. */
  filled: count,
  samples: z.array(z.string()),
  distinct: count,
  /** All different values with their counts, where they are few. */
  values: z.array(z.object({ value: z.string(), rows: count })),
  dates: z
    .object({ order: z.enum(["iso", "dmy", "mdy", "ambiguous", "mixed"]), samples: z.array(dateSample) })
    .nullable(),
  guess: z.object({ to: z.string(), type: z.enum(COLUMN_TYPES) }),
});
export type ColumnAnalysis = z.infer<typeof columnAnalysisSchema>;

export const analysisSchema = z.object({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  time_zone: z.string(),
  rows_sampled: count,
  /** Decimal sign that the file's numbers seem to have. */
  decimal: z.enum([".", ","]),
  /** The mapping of an earlier import whose columns this file has too. */
  earlier: z
    .object({ id: z.number().int(), file_name: z.string(), created_at: instant, mapping: mappingSchema })
    .nullable(),
  /** Texts that usually mean "no value" and occur in the sample. */
  missing: z.array(z.object({ value: z.string(), cells: count })),
  columns: z.array(columnAnalysisSchema),
});
export type Analysis = z.infer<typeof analysisSchema>;

export const analysisQuery = z.object({
  encoding: z.enum(["auto", ...ENCODINGS]).default("auto"),
  delimiter: z.enum(["auto", ...DELIMITERS]).default("auto"),
  header: z.enum(["true", "false"]).default("true"),
  time_zone: z.string().max(100).optional(),
});

export const mappingQuery = z.object({
  /** `true` keeps a mapping that is not complete yet; it cannot be started. */
  draft: z.enum(["true", "false"]).default("false"),
});
export const mappingAnswer = z.object({ mapping: mappingSchema, issues: z.array(issueSchema) });

export const previewSchema = z.object({
  /** Rows looked at: the first ones of the file. */
  rows: count,
  /** True where the file has no more rows than these. */
  complete: z.boolean(),
  /** Where the file cannot be read on after these rows: the import would stop there. */
  failure: failureSchema.nullable(),
  created: count,
  updated: count,
  unchanged: count,
  refused: count,
  samples: z.array(
    z.object({
      line: z.number().int(),
      outcome: z.enum(["created", "updated", "unchanged"]),
      values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
  refusals: z.array(refusalSchema),
});
export type ImportPreview = z.infer<typeof previewSchema>;
