import { z } from "zod";
import { STAGES } from "../leads/stages.ts";
import { ENCODINGS } from "./encodings.ts";
import { MAX_COLUMNS } from "./limits.ts";

export const COLUMN_TYPES = ["auto", "text", "number", "boolean", "date"] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];
export const DATE_ORDERS = ["auto", "iso", "dmy", "mdy"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);
const KEY = /^(attribute|property):(.{1,200})$/su;

const target = z
  .string()
  .min(1)
  .max(220)
  .superRefine((value, ctx) => {
    if (!value.includes(":")) return;
    const key = KEY.exec(value)?.[2];
    if (key === undefined) ctx.addIssue({ code: "custom", message: `"${value}" is not a target` });
    else if (key.includes(".")) {
      ctx.addIssue({ code: "custom", message: `"${key}" may not contain a dot: rules read a dot as a path` });
    } else if (UNSAFE.has(key) || key.trim() !== key || key.includes("\u0000")) {
      ctx.addIssue({ code: "custom", message: `"${key}" cannot be a key` });
    }
  });

const column = z.union([
  target.transform((to) => ({ to, type: "auto" as const })),
  z.strictObject({ to: target, type: z.enum(COLUMN_TYPES).default("auto") }),
]);

const timeZone = z
  .string()
  .max(100)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
    } catch {
      return false;
    }
  }, "is not a time zone such as Europe/Madrid");

/**
 * What each column of a file means and how its cells are read. Shared by wizard, API and command line;
 * docs/import.md describes every option. What needs the file's kind or columns is checked by `mappingIssues`.
 */
export const mappingSchema = z.strictObject({
  columns: z
    .record(z.string().max(500), column)
    .refine(
      (columns) => Object.keys(columns).length <= MAX_COLUMNS,
      `names more than ${MAX_COLUMNS} columns`,
    ),
  /** Texts that mean "no value", compared trimmed and without regard to case. The empty cell always does. */
  missing: z.array(z.string().max(200)).max(50).default([]),
  dates: z.enum(DATE_ORDERS).default("auto"),
  /** For dates without an offset; the workspace's where left out. */
  time_zone: timeZone.optional(),
  decimal: z.enum([".", ","]).default("."),
  delimiter: z.enum(["auto", ...DELIMITERS]).default("auto"),
  encoding: z.enum(["auto", ...ENCODINGS]).default("auto"),
  header: z.boolean().default(true),
  /** Leads: since when the values hold, where no column says so. The import's start where left out. */
  known_at: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  /** Events: the name of all rows, where no column says so. */
  event: z.string().trim().min(1).max(200).optional(),
  /** Stages: the stage of all rows, where no column says so. */
  stage: z.enum(STAGES).optional(),
  /** Stage column's words in terms of ours; `ignore` passes over the row. */
  stages: z.record(z.string().max(200), z.enum([...STAGES, "ignore"])).default({}),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type MappingInput = z.input<typeof mappingSchema>;
