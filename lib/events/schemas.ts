import { z } from "zod";

export const listEventNamesSchema = z.object({
  q: z.string().trim().max(200).optional().describe("Part of the name"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `<events>_<name>` of the last one seen. */
  cursor: z
    .string()
    .regex(/^\d{1,15}_.{1,200}$/s)
    .optional(),
});

const instant = z.iso.datetime().nullable();
const ruleUseSchema = z.object({
  sheet: z.object({ key: z.string(), name: z.string() }),
  version: z.number().int(),
  state: z.string(),
  rule: z.object({ key: z.string(), name: z.string() }),
});

export const eventNameSchema = z.object({
  name: z.string(),
  events: z.number().int(),
  first_at: instant,
  last_at: instant,
  /** Sources it came from; `name` null for one that was deleted. Empty: imported. */
  sources: z.array(z.object({ id: z.number().int(), name: z.string().nullable() })),
  /** Rules of active versions and drafts that count exactly this event. */
  rules: z.array(ruleUseSchema),
});

export const eventNamesSchema = z.object({
  items: z.array(eventNameSchema),
  next_cursor: z.string().nullable(),
  /** False where there are so many events that figures are those of the last hourly count. */
  live: z.boolean(),
  /** Events that rules count and that never came; empty on later pages. */
  missing: z.array(z.object({ name: z.string(), rules: z.array(ruleUseSchema) })),
});

export const eventDetailSchema = z.object({
  name: z.string(),
  properties: z.array(
    z.object({
      name: z.string(),
      /** Some of its values are kept with each event (numbers, lists, what varies too much) and not counted. */
      varied: z.boolean(),
      /** How many different values were counted. */
      different: z.number().int(),
      /** The most frequent. */
      values: z.array(z.object({ value: z.string(), events: z.number().int() })),
    }),
  ),
});

export type ListEventNames = z.infer<typeof listEventNamesSchema>;
export type EventNames = z.infer<typeof eventNamesSchema>;
export type EventName = z.infer<typeof eventNameSchema>;
export type EventDetail = z.infer<typeof eventDetailSchema>;
export type RuleUse = z.infer<typeof ruleUseSchema>;
