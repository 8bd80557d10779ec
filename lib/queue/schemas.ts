import { z } from "zod";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { slaClockSchema } from "../sla/schemas.ts";

export const HANDOVER_FILTERS = ["open", "accepted", "rejected", "decided", "any"] as const;
/** `me`, `none` or member ids, several separated by commas ("me,none"). */
const ownerSchema = z
  .string()
  .max(200)
  .regex(/^(me|none|\d{1,15})(,(me|none|\d{1,15})){0,9}$/, "Expected me, none or a member id");

/** Newest first, longest waiting first, highest score, largest rise in seven days. */
export const QUEUE_SORTS = ["-at", "at", "-score", "-delta"] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

const filters = {
  owner: ownerSchema.optional(),
  state: z.enum(HANDOVER_FILTERS).default("open"),
  /** Keys of the sheet, of the segment that its version scores, of the group at the hand-over. */
  sheet: z.string().max(100).optional(),
  segment: z.string().max(100).optional(),
  group: z.string().max(100).optional(),
  /** Part of the lead's name or address, of a rule that gave points, or of the reason of a rejection. */
  q: z.string().trim().max(200).optional(),
  /** By score or rise, the newest 2,000 hand-overs that the filters let through are put in order. */
  sort: z.enum(QUEUE_SORTS).default("-at"),
};
export const exportQueueSchema = z.object(filters);
export type QueueFilter = z.infer<typeof exportQueueSchema>;

export const listQueueSchema = z.object({
  ...filters,
  /** Only these, several separated by commas. */
  ids: z
    .string()
    .regex(/^\d{1,15}(,\d{1,15}){0,49}$/, "Expected up to 50 ids")
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListQueueInput = z.infer<typeof listQueueSchema>;

const member = z.object({ id: z.number().int(), name: z.string() });
const tone = z.enum(["cold", "warm", "hot", "neutral"]);

export const handoverSchema = z.object({
  id: z.number().int(),
  lead: z.object({
    id: z.number().int(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    stage: z.string(),
  }),
  sheet: z.string(),
  sheet_name: z.string(),
  version: z.number().int(),
  at: z.iso.datetime(),
  /** Key of the group at the hand-over, and how the sheet names it. */
  group: z.string().nullable(),
  group_name: z.string().nullable(),
  tone,
  /** Frozen at the hand-over; `score_now` follows the sheet. */
  score_then: z.number().int().nullable(),
  score_now: z.number().int().nullable(),
  /** Label of the score now, such as `1A`; null where the sheet's dimensions have no bands. */
  label: z.string().nullable(),
  likelihood: z.number().nullable().describe("0 … 1, by the predictive score of its segment"),
  /** Score now less the score seven days ago; null where there was none. */
  delta_7d: z.number().int().nullable(),
  /** The three rules that gave most, frozen. */
  reasons: z.array(z.object({ rule: z.string(), name: z.string(), points: z.number() })),
  last_act: z.object({ name: z.string(), at: z.iso.datetime() }).nullable(),
  owner: member.nullable(),
  /** When its owner claimed it; null where nobody did. */
  claimed_at: z.iso.datetime().nullable(),
  state: z.enum(["open", "accepted", "rejected"]),
  decided_at: z.iso.datetime().nullable(),
  decided_by: member.nullable(),
  reason: z.string().nullable(),
  /** Whole seconds from the hand-over to its decision, or to now. */
  waiting_seconds: z.number().int(),
  sla: slaClockSchema,
  /** Why the router found nobody, such as `all_absent`; null where it did, or was not asked. */
  unclaimed_why: z.string().nullable(),
});
export type Handover = z.infer<typeof handoverSchema>;

export const queueSchema = z.object({
  handovers: z.array(handoverSchema),
  next_cursor: z.string().nullable(),
});
export type Queue = z.infer<typeof queueSchema>;

export const handoverIdSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const rejectSchema = z.strictObject({
  /** A code of the workspace's list of rejection reasons. */
  reason: z.string().trim().min(1, "A rejection needs a reason").max(200),
  /** In words; kept with the reason `other`. */
  note: z.string().trim().max(1000).optional(),
  /** Whether the lead goes back to nurture (stage `recycled`); false: it is not to be pursued (`disqualified`). */
  recycle: z.boolean().default(true).optional(),
  /** Key of the programme that a recycled lead enters, where it may be written to. */
  programme: z.string().regex(KEY_PATTERN).optional(),
});

/** Accepting needs no reason; what is given is ignored but for the audit log. */
export const acceptSchema = z.object({ reason: z.string().trim().max(200).optional() });

export const decisionSchema = z.object({
  id: z.number().int(),
  lead_id: z.number().int(),
  state: z.enum(["open", "accepted", "rejected"]),
  owner: member.nullable(),
  decided_at: z.iso.datetime().nullable(),
  decided_by: member.nullable(),
  reason: z.string().nullable(),
  /** Takes it back at /deeds/{id}/undo; null where there is nothing of the caller's to take back. */
  deed: z.uuid().nullable(),
  /** Of a rejection that named a programme: null where the lead has entered it, else why it has not, as a code. */
  not_enrolled: z.string().nullish(),
});
export type Decision = z.infer<typeof decisionSchema>;
