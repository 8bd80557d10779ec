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
  payload: z.string().describe("The message as it came"),
});

export const rejectedEventsSchema = z.object({
  items: z.array(rejectedEventSchema),
  next_cursor: z.string().nullable(),
});

export type ListRejected = z.infer<typeof listRejectedSchema>;
export type RejectedEvents = z.infer<typeof rejectedEventsSchema>;
