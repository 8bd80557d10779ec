import { z } from "zod";
import { SIDES } from "../permissions.ts";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { ITEM_KINDS, refText } from "./items.ts";

/** A whole sheet of the largest size taken out and another put in its place. */
export const MAX_EDITS = 1600;
/** Edits that one answer lists; who is further behind fetches the sheet. */
export const MAX_LISTED = 1000;

const itemRefSchema = z.strictObject({
  kind: z.enum(ITEM_KINDS),
  key: z.string().regex(KEY_PATTERN).describe("`range` and `segment` have their kind as key."),
});
const after = z
  .string()
  .max(64)
  .nullable()
  .describe("Key of the item to stand behind, null for the front; left out: the place stays, or the end.");

export const editSchema = z.strictObject({
  id: z.uuid().describe("Chosen by the client; an id that was answered before is answered the same again."),
  item: itemRefSchema,
  was: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .describe(
      "SHA-256 (hex) of the canonical JSON (RFC 8785) of the item that was edited, null for a new one.",
    ),
  value: z
    .unknown()
    .optional()
    .describe("The item; null deletes it; left out, with `after`: it is only moved."),
  after: after.optional(),
});
export type Edit = z.infer<typeof editSchema>;

export const editDraftSchema = z.strictObject({
  edits: z
    .array(editSchema)
    .min(1)
    .max(MAX_EDITS)
    .refine((edits) => new Set(edits.map(({ id }) => id)).size === edits.length, "Each edit has its own id")
    .refine(
      (edits) => new Set(edits.map(({ item }) => refText(item))).size === edits.length,
      "One call edits each item once",
    ),
});

const item = z.object({ kind: z.enum(ITEM_KINDS), key: z.string() });

export const editResultSchema = z.object({
  id: z.string(),
  item,
  /** `conflict`: the item had changed since; nothing was done, and `value` is what it is now. */
  outcome: z.enum(["accepted", "unchanged", "conflict"]),
  /** The item as it stands after this edit; null: there is none. */
  value: z.unknown(),
});
export type EditResult = z.infer<typeof editResultSchema>;

export const editedDraftSchema = z.object({
  key: z.string(),
  version: z.number().int(),
  state: z.enum(["draft", "in_review", "active", "retired"]),
  /** Before and after this call: equal where nothing was accepted. */
  from_revision: z.number().int(),
  revision: z.number().int(),
  hash: z.string(),
  updated_at: z.iso.datetime(),
  /** Sides whose signature these edits took away. */
  signatures_cleared: z.array(z.enum(SIDES)),
  results: z.array(editResultSchema),
});
export type EditedDraft = z.infer<typeof editedDraftSchema>;

export const listEditsQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });

export const loggedEditSchema = z.object({
  id: z.string(),
  item,
  revision: z.number().int(),
  at: z.iso.datetime(),
  member: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  /** Whose suggestion the member accepted with this edit; null: it was the member's own. */
  suggested_by: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  before: z.unknown(),
  value: z.unknown(),
  after: z.string().nullable().optional(),
});

export const editsSinceSchema = z.object({
  version: z.number().int(),
  revision: z.number().int(),
  /** False where there were more than are listed: fetch the sheet instead. */
  complete: z.boolean(),
  edits: z.array(loggedEditSchema),
});
export type EditsSince = z.infer<typeof editsSinceSchema>;

export const presenceSchema = z.strictObject({
  rule: z.string().regex(KEY_PATTERN).nullish().describe("Key of the rule that is being edited."),
});
