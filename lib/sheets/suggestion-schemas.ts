import { z } from "zod";
import { SIDES } from "../permissions.ts";
import { editDraftSchema, editSchema, MAX_EDITS } from "./edit-schemas.ts";
import { ITEM_KINDS } from "./items.ts";

const textSchema = z.string().trim().min(1).max(2000);
const itemSchema = z.object({ kind: z.enum(ITEM_KINDS), key: z.string() });
const personSchema = z.object({ id: z.number().int(), name: z.string() });

export const SUGGESTION_FILTERS = ["open", "decided"] as const;

export const suggestSchema = editDraftSchema.extend({
  id: z.uuid().describe("Chosen by the client; an id that was taken before answers the same suggestion."),
  reason: textSchema,
});

export const listSuggestionsQuery = z.object({
  state: z.enum(SUGGESTION_FILTERS).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
});

export const suggestionIdSchema = z.coerce.number().int().positive();

export const acceptSuggestionSchema = z.strictObject({
  /** Items that have changed since, as the caller has seen them: the suggestion counts over them. */
  over: z
    .array(editSchema.pick({ item: true, was: true }))
    .max(MAX_EDITS)
    .optional(),
});

export const rejectSuggestionSchema = z.strictObject({ reason: textSchema.optional() });

export const suggestionSchema = z.object({
  id: z.number().int(),
  /** Number of the version that it was made on. */
  version: z.number().int(),
  member: personSchema.extend({ side: z.enum(SIDES).nullable() }),
  reason: z.string(),
  created_at: z.iso.datetime(),
  state: z.enum(["open", "accepted", "rejected", "withdrawn"]),
  decided_at: z.iso.datetime().nullable(),
  decided_by: personSchema.nullable(),
  /** Why it was rejected. */
  note: z.string().nullable(),
  /** In the order in which they are applied; `before` null: a new item, `value` null: a deleted one, left out: a move. */
  changes: z.array(
    z.object({
      item: itemSchema,
      before: z.unknown(),
      value: z.unknown().optional(),
      after: z.string().nullable().optional(),
    }),
  ),
  /** Items of an open suggestion that somebody has changed since it was made. */
  outdated: z.array(itemSchema),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

export const suggestionListSchema = z.object({
  suggestions: z.array(suggestionSchema),
  next_cursor: z.string().nullable(),
});
export type SuggestionList = z.infer<typeof suggestionListSchema>;

/** What accepting did to the draft; null where the suggestion had been accepted before. */
export const acceptedSuggestionSchema = z.object({
  suggestion: suggestionSchema,
  draft: z
    .object({
      version: z.number().int(),
      revision: z.number().int(),
      hash: z.string(),
      signatures_cleared: z.array(z.enum(SIDES)),
    })
    .nullable(),
});
export type AcceptedSuggestion = z.infer<typeof acceptedSuggestionSchema>;
