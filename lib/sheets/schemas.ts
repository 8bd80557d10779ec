import { z } from "zod";
import { SIDES } from "../permissions.ts";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { sheetContentSchema } from "../scoring/schema.ts";
import { ITEM_KINDS } from "./items.ts";

export const sheetKeySchema = z
  .string()
  .regex(
    KEY_PATTERN,
    "A key starts with a lower-case letter or a digit and goes on with those, “-” or “_” (64 at most)",
  );

const stateSchema = z.enum(["draft", "in_review", "active", "retired"]);
const sideSchema = z.enum(SIDES);

export const signatureSchema = z.object({
  side: sideSchema,
  member: z.object({ id: z.number().int(), name: z.string() }),
  signed_at: z.iso.datetime(),
});

/** `day` counts from 1 on the day of activation, up to `days`. */
export const trialSchema = z.object({
  days: z.number().int(),
  day: z.number().int(),
  ends_at: z.iso.datetime(),
  over: z.boolean(),
});

export const versionSummarySchema = z.object({
  number: z.number().int(),
  state: stateSchema,
  hash: z.string(),
  revision: z.number().int(),
  segment: z.string(),
  signatures: z.array(signatureSchema),
  note: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** When a version that both sides have signed becomes active by itself. */
  scheduled_at: z.iso.datetime().nullable(),
  /** Activated (or to be activated) without handing over leads that move by the activation alone. */
  silent: z.boolean(),
  activated_at: z.iso.datetime().nullable(),
  retired_at: z.iso.datetime().nullable(),
  /** Null until the version is active. */
  trial: trialSchema.nullable(),
  trial_days: z.number().int(),
});
export type VersionSummary = z.infer<typeof versionSummarySchema>;

/** Why a signature is gone: the last edit of an open version that took some away. */
export const clearedSchema = z.object({
  sides: z.array(sideSchema),
  at: z.iso.datetime(),
  member: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  item: z.object({ kind: z.enum(ITEM_KINDS), key: z.string() }),
});

export const versionSchema = versionSummarySchema.extend({
  content: sheetContentSchema,
  cleared: clearedSchema.nullable(),
});
export type Version = z.infer<typeof versionSchema>;

const head = { key: z.string(), name: z.string(), created_at: z.iso.datetime() };

/** Versions newest first. */
export const sheetSummarySchema = z.object({ ...head, versions: z.array(versionSummarySchema) });
export type SheetSummary = z.infer<typeof sheetSummarySchema>;
export const sheetSchema = z.object({ ...head, versions: z.array(versionSchema) });
export type Sheet = z.infer<typeof sheetSchema>;

const contentInput = z
  .unknown()
  .meta({ description: "Sheet content; refused as `invalid_sheet` with every reason at once." });

export const saveDraftSchema = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  segment: z.string().min(1).max(64),
  content: contentInput,
  /** Days that the trial takes once the version is active. */
  trial_days: z.number().int().min(1).max(3650).optional(),
});

export const savedDraftSchema = z.object({
  key: z.string(),
  name: z.string(),
  segment: z.string(),
  version: z.number().int(),
  state: stateSchema,
  revision: z.number().int(),
  hash: z.string(),
  updated_at: z.iso.datetime(),
  /** Sides whose signature this edit took away. */
  signatures_cleared: z.array(sideSchema),
});
export type SavedDraft = z.infer<typeof savedDraftSchema>;

const noteSchema = z.string().trim().min(1).max(2000);

/** How a version that both sides have signed becomes active; only whoever signs last says when and whether silently. */
export const activationFields = {
  note: noteSchema.optional(),
  /** Left out: at once. */
  activate_at: z.iso.datetime({ offset: true }).optional(),
  /** True: leads that move by the activation alone are not handed over. */
  silent: z.boolean().optional(),
};

export const approveSchema = z.strictObject({
  hash: z.string().min(1).max(200),
  ...activationFields,
});

export const approvalSchema = z.object({
  key: z.string(),
  version: z.number().int(),
  state: stateSchema,
  hash: z.string(),
  signatures: z.array(signatureSchema),
  scheduled_at: z.iso.datetime().nullable(),
});
export type Approval = z.infer<typeof approvalSchema>;

export const restoreSchema = z.strictObject({ version: z.number().int().min(1) });
