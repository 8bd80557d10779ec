import { z } from "zod";
import { handoverIdSchema, rejectSchema } from "./schemas.ts";

/** More are refused: each is a transaction. */
export const MOST_AT_ONCE = 200;

const ids = z.array(handoverIdSchema).min(1).max(MOST_AT_ONCE);

export const bulkBody = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("claim"), ids }),
  z.strictObject({ action: z.literal("release"), ids }),
  z.strictObject({ action: z.literal("accept"), ids }),
  rejectSchema.extend({ action: z.literal("reject"), ids }),
  z.strictObject({ action: z.literal("reassign"), ids, member_id: handoverIdSchema }),
]);
export type BulkInput = z.infer<typeof bulkBody>;

export const bulkAnswerSchema = z.object({
  /** Takes all of it back at /deeds/{id}/undo; null where nothing changed. */
  deed: z.uuid().nullable(),
  done: z.array(z.number().int()),
  failed: z.array(
    z.object({
      id: z.number().int(),
      /** The lead's name; null where there is no such hand-over. */
      name: z.string().nullable(),
      code: z.string(),
      message: z.string(),
      /** Who has it, or decided it before. */
      member: z.string().nullable(),
    }),
  ),
});
export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;
