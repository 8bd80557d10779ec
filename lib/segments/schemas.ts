import { z } from "zod";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { validateCondition } from "../scoring/validate.ts";

export const segmentKeySchema = z
  .string()
  .regex(
    KEY_PATTERN,
    "A key starts with a lower-case letter or a digit and goes on with those, “-” or “_” (64 at most)",
  );

/** Checked in full, so that every reason comes at once with those of the other fields. */
const whenSchema = z
  .unknown()
  .superRefine((value, ctx) => {
    const checked = validateCondition(value);
    if (checked.ok) return;
    for (const { path, message } of checked.issues) {
      ctx.addIssue({ code: "custom", path: path === "" ? [] : path.split("."), message });
    }
  })
  .meta({ description: 'A condition on attributes; {"all": []} is everyone.' });

export const putSegmentSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  when: whenSchema,
  /** 1 is first; past the end means last. Left out: where it is, or last for a new one. */
  position: z.number().int().min(1).max(10_000).optional(),
});

export const countConditionSchema = z.strictObject({ when: whenSchema });
export const conditionCountSchema = z.object({
  /** Projected where `sampled` is less than `total`. */
  leads: z.number().int(),
  total: z.number().int(),
  sampled: z.number().int(),
});
export type ConditionCount = z.infer<typeof conditionCountSchema>;

const sheetUseSchema = z.object({
  key: z.string(),
  name: z.string(),
  state: z.enum(["draft", "in_review", "active", "retired"]),
});

export const segmentSchema = z.object({
  key: z.string(),
  name: z.string(),
  when: z.unknown(),
  position: z.number().int(),
  /** Leads in the segment now. */
  leads: z.number().int(),
  /** Of those, the leads whose first segment this is. */
  first: z.number().int(),
  /** Other segments that share leads with this one, most shared first, five at most; projected like `several`. */
  overlaps: z.array(z.object({ key: z.string(), name: z.string(), leads: z.number().int() })),
  /** False where `leads` is projected from a sample. */
  exact: z.boolean(),
  sheets: z.array(sheetUseSchema),
});
export type Segment = z.infer<typeof segmentSchema>;

export const segmentListSchema = z.object({
  segments: z.array(segmentSchema),
  /** `none`: in no segment; `several`: in more than one; both projected where `sampled` is less than `total`. */
  leads: z.object({
    total: z.number().int(),
    sampled: z.number().int(),
    none: z.number().int(),
    several: z.number().int(),
  }),
});
export type SegmentList = z.infer<typeof segmentListSchema>;

export const savedSegmentSchema = z.object({
  key: z.string(),
  name: z.string(),
  when: z.unknown(),
  position: z.number().int(),
  /** True where leads are being rescored because of the change. */
  rescoring: z.boolean(),
});
export type SavedSegment = z.infer<typeof savedSegmentSchema>;
