import { z } from "zod";
import { localeSchema, timeZoneSchema } from "../auth/schemas.ts";
import { currencySchema } from "./currencies.ts";

export const workspaceSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  time_zone: z.string(),
  locale: z.string(),
  /** ISO 4217: of marketing costs, and of deals whose currency nobody said. */
  currency: z.string(),
  is_demo: z.boolean(),
  /** What a rep may answer when rejecting a hand-over, the first one offered first. */
  rejection_reasons: z.array(z.string()),
});
export type Workspace = z.infer<typeof workspaceSchema>;

export const MAX_REASONS = 20;
export const MAX_REASON_LENGTH = 60;

const reasonSchema = z
  .string()
  .trim()
  .min(1, "A reason has at least one character")
  .max(MAX_REASON_LENGTH, `A reason has at most ${MAX_REASON_LENGTH} characters`);

export const rejectionReasonsSchema = z
  .array(reasonSchema)
  .min(1, "Keep at least one reason")
  .max(MAX_REASONS, `At most ${MAX_REASONS} reasons`)
  .refine(
    (reasons) => new Set(reasons.map((reason) => reason.toLowerCase())).size === reasons.length,
    "Every reason is listed once",
  );

export const updateWorkspaceSchema = z.strictObject({
  name: z.string().trim().min(1, "Give a name").max(120).optional(),
  time_zone: timeZoneSchema.optional(),
  locale: localeSchema.optional(),
  currency: currencySchema.optional(),
  rejection_reasons: rejectionReasonsSchema.optional(),
});
export type UpdateWorkspaceInput = z.infer<typeof updateWorkspaceSchema>;

export const auditEntrySchema = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  /** Null: the product itself. */
  member: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  /** `feature.verb`, such as `sheets.approve`. */
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  request_id: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditQuerySchema = z.object({
  /** Of the page before: `next_cursor`. */
  cursor: z
    .string()
    .regex(/^\d{1,15}_\d{1,15}$/, "This cursor is not one of ours")
    .optional(),
  member: z.coerce.number().int().positive().optional(),
  /** The part of the product, such as `members`. */
  feature: z
    .string()
    .regex(/^[a-z_]{1,40}$/, "This is not a part of the product")
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
export type AuditFilters = { member: number | null; feature: string | null };

export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  next_cursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;
