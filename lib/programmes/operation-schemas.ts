import { z } from "zod";
import { iso } from "../leads/schemas.ts";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { contentSchema, stepSchema } from "./schemas.ts";

export const programmeKeySchema = z.string().regex(KEY_PATTERN);
const stateSchema = z.enum(["draft", "running", "paused"]);
const int = z.number().int();

export const figuresSchema = z.object({
  enrolled: int,
  active: int,
  sent: int,
  opened: int,
  clicked: int,
  unsubscribed: int,
  goal: int,
});
export const programmeSummarySchema = z.object({
  key: z.string(),
  name: z.string(),
  state: stateSchema,
  steps: int,
  enrolled: int,
  active: int,
  updated_at: iso,
});
export const programmeListSchema = z.object({ items: z.array(programmeSummarySchema) });
export const programmeSchema = z.object({
  key: z.string(),
  name: z.string(),
  state: stateSchema,
  content: contentSchema,
  revision: int,
  updated_at: iso,
  figures: figuresSchema.meta({ description: "Leads, each counted once; opens and clicks of people only" }),
});
export type Programme = z.infer<typeof programmeSchema>;

export const putProgrammeBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  content: contentSchema,
  revision: int.optional().meta({ description: "What was read; another is refused with 412" }),
});
export const setStateBody = z.strictObject({ state: z.enum(["running", "paused"]) });

export const enrolmentSchema = z.object({
  id: int,
  lead: z.object({ id: int, name: z.string().nullable(), email: z.string().nullable() }),
  active: z.boolean(),
  origin: z.enum(["action", "hand", "queue", "segment", "demo"]),
  entered_at: iso,
  done: int,
  next_at: iso.nullable(),
  waiting: z.enum(["window", "cap"]).nullable(),
  left_at: iso.nullable(),
  left_reason: z.string().nullable(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;
export const enrolmentListSchema = z.object({
  items: z.array(enrolmentSchema),
  next_cursor: z.string().nullable(),
});
export const enrolmentQuery = z.object({
  state: z.enum(["active", "left"]).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

export const enrolBody = z.union([
  z.strictObject({ lead: z.string().min(1).max(300) }),
  z.strictObject({ segment: z.string().regex(KEY_PATTERN), leads: int.min(0) }),
]);
export const enrolledSchema = z.object({
  enrolled: int,
  started: z.boolean().meta({ description: "A job enrols the leads of the segment" }),
});

export const previewBody = z.strictObject({
  step: stepSchema,
  locale: z.enum(["en", "es"]),
  lead: z.string().min(1).max(300).optional(),
  send: z.boolean().default(false).meta({ description: "Sends it to the caller's own address" }),
});
export const previewSchema = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  queued: z.enum(["no", "sending", "held"]),
});

export const leadProgrammesSchema = z.object({
  enrolments: z.array(
    z.object({
      programme: z.string(),
      name: z.string(),
      active: z.boolean(),
      entered_at: iso,
      next_at: iso.nullable(),
      left_reason: z.string().nullable(),
    }),
  ),
  codes: z.array(z.object({ pool: z.string(), code: z.string(), given_at: iso })),
  programmes: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type LeadProgrammes = z.infer<typeof leadProgrammesSchema>;
