import { z } from "zod";

const kind = z.enum([
  "claim",
  "release",
  "accept",
  "reject",
  "reassign",
  "outcome",
  "task_done",
  "task_undone",
]);

export const listDeedsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(300).optional(),
});

export const deedSchema = z.object({
  id: z.uuid(),
  kind,
  at: z.iso.datetime(),
  /** How many leads it was done to, and the first of them. */
  count: z.number().int(),
  lead: z.object({ id: z.number().int(), name: z.string() }),
  /** How many of them have not been taken back. */
  left: z.number().int(),
});
export type DeedEntry = z.infer<typeof deedSchema>;

export const deedListSchema = z.object({ items: z.array(deedSchema), next_cursor: z.string().nullable() });
export type DeedList = z.infer<typeof deedListSchema>;

export const deedIdSchema = z.object({ id: z.guid() });

export const undoAnswerSchema = z.object({
  id: z.string(),
  kind,
  /** How many things were taken back, and which leads stay as they are, and why. */
  undone: z.number().int(),
  failed: z.array(z.object({ name: z.string(), message: z.string() })),
});
