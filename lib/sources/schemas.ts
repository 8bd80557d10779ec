import { z } from "zod";

export const createSourceSchema = z.strictObject({ name: z.string().trim().min(1).max(100) });

const eventsPerMinute = z.number().int().min(1).max(1_000_000_000).nullable();

export const limitSourceSchema = z.strictObject({
  /** Messages a minute that are taken from the source; null: the usual limit. */
  events_per_minute: eventsPerMinute,
});

export const sourceIdSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const sourceSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** The first characters of the write key. */
  prefix: z.string(),
  events_per_minute: eventsPerMinute,
  disabled: z.boolean(),
  created_at: z.iso.datetime(),
});

export const newSourceSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  write_key: z.string().describe("Shown this once"),
});

export type CreateSource = z.infer<typeof createSourceSchema>;
export type Source = z.infer<typeof sourceSchema>;
export type NewSource = z.infer<typeof newSourceSchema>;
