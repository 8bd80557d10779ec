import { z } from "zod";
import { iso, leadRefSchema } from "../leads/schemas.ts";
import { PATTERN_KINDS } from "./pattern.ts";

/** Why an event does not count; the text of a pattern only where it is one. */
export const IGNORED_REASONS = ["bot", "proxy", "scanner", "pattern", "by_hand"] as const;
export const ignoredSchema = z
  .object({ reason: z.enum(IGNORED_REASONS), pattern: z.string().nullable() })
  .nullable()
  .meta({ description: "Why it does not count; null: it counts" });
export type Ignored = z.infer<typeof ignoredSchema>;

/** What `events.ignored` says, with the text of the pattern that it names. */
export function readIgnored(stored: string | null, pattern: string | null): Ignored {
  if (stored === null) return null;
  const reason = IGNORED_REASONS.find((known) => known === stored) ?? "pattern";
  return { reason, pattern: reason === "pattern" ? pattern : null };
}

const LEAST = 3;
/** What of a pattern stands for itself. */
const own = ({ kind, text }: { kind: string; text: string }) =>
  (kind === "glob" ? text.replace(/[*?]/g, "") : text).trim();

export const patternBody = z
  .object({
    kind: z.enum(PATTERN_KINDS).meta({
      description: "`glob`: `*` is anything and `?` one character, and the whole agent has to match",
    }),
    text: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .refine(
        (text) => !text.includes("\u0000") && text.isWellFormed(),
        "Contains characters that cannot be stored",
      )
      .meta({ description: "Compared with the agent without regard to case" }),
  })
  .refine((pattern) => own(pattern).length >= LEAST, {
    path: ["text"],
    message: `Name at least ${LEAST} characters, or it would match nearly every agent`,
  });
export type PatternInput = z.infer<typeof patternBody>;

export const patternParams = z.object({ id: z.coerce.number().int().positive() });

const progressSchema = z.object({ done: z.number().int(), of: z.number().int() });
export const patternSchema = z.object({
  id: z.number().int(),
  kind: z.enum(PATTERN_KINDS),
  text: z.string(),
  by: z.string().nullable(),
  created_at: iso,
  state: z.enum(["marking", "on", "removing"]),
  progress: progressSchema
    .nullable()
    .meta({ description: "Leads gone through by the job; null: it is done" }),
  marked: z.number().int().meta({ description: "Stored events that the job has marked backwards" }),
  events_30_days: z.number().int(),
});
export type Pattern = z.infer<typeof patternSchema>;

export const trafficSchema = z.object({
  reasons: z
    .array(z.object({ reason: z.enum(["bot", "proxy", "scanner", "by_hand"]), events: z.number().int() }))
    .meta({ description: "Events received within 30 days that do not count, by reason" }),
  patterns: z.array(patternSchema),
});
export type Traffic = z.infer<typeof trafficSchema>;

export const patternPreviewSchema = z.object({
  days_30: z.object({ events: z.number().int(), leads: z.number().int() }),
  days_90: z.object({ events: z.number().int(), leads: z.number().int() }),
  agents: z.array(z.object({ agent: z.string(), events: z.number().int() })).meta({
    description: "The most frequent agents among those of 90 days",
  }),
});
export type PatternPreview = z.infer<typeof patternPreviewSchema>;

export const eventParams = leadRefSchema.extend({ event: z.guid() });
export const decideEventBody = z.object({ counts: z.boolean() });
export const decidedEventSchema = z.object({
  lead_id: z.number().int(),
  event: z.string(),
  ignored: ignoredSchema,
});
