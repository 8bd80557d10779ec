import { z } from "zod";
import { ignoredSchema } from "../traffic/schemas.ts";

const name = z.string().trim().min(1).max(100);
const count = z.number().int().describe("At most 10001: past 10000 they are not counted");

export const sourceIdSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const createSourceSchema = z.strictObject({ name });
export const updateSourceSchema = z.strictObject({
  name: name.optional(),
  /** True refuses its write keys from now on, false takes them again. */
  disabled: z.boolean().optional(),
});

/** The longest that the key before may go on: a month, so that no forgotten key lives for ever. */
export const MAX_OVERLAP_HOURS = 720;
export const rotateKeySchema = z.strictObject({
  keep_old_hours: z
    .number()
    .int()
    .min(0)
    .max(MAX_OVERLAP_HOURS)
    .describe("How long the present key goes on working; 0 refuses it at once"),
});

const eventsPerMinute = z.number().int().min(1).max(1_000_000_000).nullable();

export const limitSourceSchema = z.strictObject({
  /** Messages a minute that are taken from the source; null: the usual limit. */
  events_per_minute: eventsPerMinute,
});

export const sourceSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** The first characters of the write key. */
  prefix: z.string(),
  events_per_minute: eventsPerMinute,
  disabled: z.boolean(),
  created_at: z.iso.datetime(),
  /** Until when the key before the last rotation works; null where none does. */
  previous_until: z.iso.datetime().nullable(),
  /** When the last message came, taken or refused; null where none ever did. */
  last_seen_at: z.iso.datetime().nullable(),
  events_24h: count,
  refused_24h: count,
});

export const newSourceSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  write_key: z.string().describe("Shown this once"),
});

export const rotatedKeySchema = newSourceSchema.extend({ previous_until: z.iso.datetime().nullable() });

export type CreateSource = z.infer<typeof createSourceSchema>;
export type UpdateSource = z.infer<typeof updateSourceSchema>;
export type Source = z.infer<typeof sourceSchema>;
export type NewSource = z.infer<typeof newSourceSchema>;
export type RotatedKey = z.infer<typeof rotatedKeySchema>;

export const listArrivalsSchema = z.object({
  event: z.string().trim().max(200).optional().describe("Part of the event's name"),
  refused: z.enum(["true", "false"]).default("false").describe("Only what was refused"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const arrivalSchema = z.object({
  /** `a-` and the message id as stored, or `r-` and the id of a rejected event. */
  id: z.string(),
  received_at: z.iso.datetime(),
  /** When it happened by the corrected clock; null for what was refused. */
  occurred_at: z.iso.datetime().nullable(),
  event: z.string(),
  /** Why it was refused; null for what was taken. */
  reason: z.string().nullable(),
  lead: z.object({ id: z.number().int(), name: z.string().nullable() }).nullable(),
  ignored: ignoredSchema,
  /** JSON: what is stored of it, or the refused message as it came. */
  message: z.string(),
});

export const arrivalsSchema = z.object({
  items: z.array(arrivalSchema),
  /** True where older messages may match: there are more, or only the newest 2,000 were searched for the name. */
  more: z.boolean(),
});

export type ListArrivals = z.infer<typeof listArrivalsSchema>;
export type Arrival = z.infer<typeof arrivalSchema>;
export type Arrivals = z.infer<typeof arrivalsSchema>;
