import { z } from "zod";

export const listRejectedSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Id of the last item seen; older ones follow. */
  cursor: z.coerce.number().int().positive().optional(),
});

export const rejectedEventSchema = z.object({
  id: z.number().int(),
  source_id: z.number().int().nullable(),
  received_at: z.iso.datetime(),
  reason: z.string(),
  payload: z.string().describe("The message as it came; its first 100,000 characters in lists"),
});

export const rejectedEventsSchema = z.object({
  items: z.array(rejectedEventSchema),
  next_cursor: z.string().nullable(),
});

export const exportRejectedSchema = z.object({ format: z.enum(["csv", "ndjson"]).default("csv") });

const replayedItem = z.strictObject({
  id: z.number().int().positive(),
  /** The message put right, to be taken instead; it keeps the id of the one that was refused. */
  message: z.record(z.string(), z.unknown()).optional(),
});

export const replayRejectedSchema = z
  .strictObject({
    items: z.array(replayedItem).min(1).max(500).optional(),
    /** Everything that was refused so far, as it came. */
    all: z.literal(true).optional(),
    /** With `all`: only those with a larger id, where an earlier call stopped. */
    after: z.number().int().min(0).optional(),
  })
  .refine((input) => (input.items === undefined) !== (input.all === undefined), {
    path: ["items"],
    message: "Name either items or all",
  });

export const replayedSchema = z.object({
  /** Taken now: stored, scored, and no longer among the refused. */
  accepted: z.number().int(),
  /** Refused again, each kept with its new reason. */
  refused: z.number().int(),
  /** Where `all` stopped early because there was so much: call again with this `after`. Else null. */
  next: z.number().int().nullable(),
});

export type ExportRejected = z.infer<typeof exportRejectedSchema>;
export type ReplayRejected = z.infer<typeof replayRejectedSchema>;
export type Replayed = z.infer<typeof replayedSchema>;
export type RejectedEvent = z.infer<typeof rejectedEventSchema>;
export type ListRejected = z.infer<typeof listRejectedSchema>;
export type RejectedEvents = z.infer<typeof rejectedEventsSchema>;
