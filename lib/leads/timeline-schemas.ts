import { z } from "zod";
import { NOTE_KINDS } from "../notes/kinds.ts";
import { ignoredSchema } from "../traffic/schemas.ts";
import { instantSchema, iso, stageSchema, toneSchema } from "./schemas.ts";
import { sheetShape } from "./score-schemas.ts";

export const timelineQuery = z.object({
  ...sheetShape,
  as_of: instantSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});

const eventPointsSchema = z.object({
  rule: z.string(),
  name: z.string(),
  points: z.number(),
  counted: z.boolean(),
  why: z.enum(["limit", "window"]).nullable(),
});
export const timelineItemSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("event"),
    at: iso,
    id: z.string(),
    name: z.string(),
    properties: z.record(z.string(), z.unknown()),
    /** It came in before it is said to happen; it counts from then on. */
    dated_ahead: z.boolean(),
    ignored: ignoredSchema,
    /** Somebody decided whether it counts. */
    by_hand: z.boolean(),
    points: z.array(eventPointsSchema),
    /** Number of the version that `points` are of; null: none can score. */
    version: z.number().int().nullable(),
  }),
  z.object({
    kind: z.literal("stage"),
    at: iso,
    id: z.string(),
    stage: stageSchema,
    reason: z.string().nullable(),
    value: z.number().nullable(),
    /** Of `value`, as ISO 4217 has it; null: nobody said. */
    currency: z.string().nullable(),
    origin: z.string(),
    by: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("group"),
    at: iso,
    id: z.string(),
    sheet: z.string(),
    sheet_name: z.string(),
    version: z.number().int(),
    from: z.string().nullable(),
    from_name: z.string().nullable(),
    to: z.string().nullable(),
    to_name: z.string().nullable(),
    to_tone: toneSchema.nullable(),
    total: z.number(),
    cause: z.string(),
    /** The event that brought the change and the rules that it gave points by, where both can be told. */
    event: z.object({ name: z.string(), rules: z.array(z.string()) }).nullable(),
  }),
  z.object({
    kind: z.literal("handover"),
    at: iso,
    id: z.string(),
    sheet: z.string().nullable(),
    sheet_name: z.string().nullable(),
    version: z.union([z.number().int(), z.literal("imported")]),
    total: z.number().nullable(),
    state: z.enum(["open", "accepted", "rejected"]),
    decided_at: iso.nullable(),
    decided_by: z.string().nullable(),
    owner: z.string().nullable(),
    /** When its owner claimed it; null where nobody did. */
    claimed_at: iso.nullable(),
    reason: z.string().nullable(),
    reasons: z.array(z.object({ rule: z.string(), name: z.string(), points: z.number() })),
  }),
  z.object({
    kind: z.literal("adjustment"),
    at: iso,
    id: z.string(),
    points: z.number(),
    dimension: z.string(),
    reason: z.string(),
    by: z.string().nullable(),
    expires_at: iso.nullable(),
    ended_at: iso.nullable(),
    ended_by: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("note"),
    at: iso,
    id: z.string(),
    note: z.enum(NOTE_KINDS),
    body: z.string(),
    by: z.string().nullable(),
    edited: z.boolean(),
  }),
  z.object({
    kind: z.literal("attributes"),
    at: iso,
    id: z.string(),
    changes: z.array(z.object({ key: z.string(), before: z.unknown(), after: z.unknown() })),
  }),
]);
export type TimelineItem = z.infer<typeof timelineItemSchema>;
export const timelineSchema = z.object({
  items: z.array(timelineItemSchema),
  next_cursor: z.string().nullable(),
});
export type Timeline = z.infer<typeof timelineSchema>;
