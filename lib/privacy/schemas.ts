import { z } from "zod";
import { instantSchema, iso } from "../leads/schemas.ts";

const person = z.object({ id: z.number().int(), name: z.string() });
const purposeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "Lower-case letters, digits and _ only")
  .meta({ description: "`profiling`, `marketing_email`, `tracking`, or a purpose of your own" });
const stateSchema = z.enum(["granted", "denied"]);
const storable = (text: string) => !text.includes("\u0000") && text.isWellFormed();

export const consentSchema = z.object({
  id: z.number().int(),
  purpose: z.string(),
  state: stateSchema,
  at: iso,
  origin: z.enum(["member", "api", "collector", "mail", "form"]),
  note: z.string().nullable(),
  by: person.nullable(),
  source: z.object({ id: z.number().int(), name: z.string() }).nullable(),
});
export type Consent = z.infer<typeof consentSchema>;
export const consentsSchema = z.object({
  lead_id: z.number().int(),
  objected_at: iso.nullable().meta({ description: "Since when the person objects to profiling; null: not" }),
  now: z.array(consentSchema).meta({ description: "What holds, purpose by purpose" }),
  history: z.array(consentSchema),
});
export type Consents = z.infer<typeof consentsSchema>;

export const recordConsentBody = z.object({
  purpose: purposeSchema,
  state: stateSchema,
  at: instantSchema.optional(),
  note: z
    .string()
    .trim()
    .max(500)
    .refine(storable, "Contains characters that cannot be stored")
    .nullish()
    .meta({ description: "Where the person said so" }),
});

export const eraseLeadBody = z.object({
  confirm: z.string().max(600).meta({ description: "The lead's e-mail address, user id or id, typed again" }),
});
export const erasedSchema = z.object({
  lead_id: z.number().int(),
  events: z.number().int(),
  identities: z.number().int().meta({ description: "How many identities are refused from now on" }),
  mentions: z
    .number()
    .int()
    .meta({ description: "How many texts elsewhere named the person and do no more" }),
});
export type Erased = z.infer<typeof erasedSchema>;

export const exportedSchema = z.record(z.string(), z.unknown());

const MOST_DAYS = 3_660;
export const retentionPeriodSchema = z.object({
  event: z.string().min(1).max(200).refine(storable, "Contains characters that cannot be stored"),
  days: z.number().int().min(1).max(MOST_DAYS),
});
export const setRetentionBody = z.object({
  periods: z
    .array(retentionPeriodSchema)
    .max(500)
    .refine(
      (all) => new Set(all.map(({ event }) => event)).size === all.length,
      "An event name is listed twice",
    ),
});
export const retentionSchema = z.object({
  periods: z.array(retentionPeriodSchema),
  events: z.array(z.object({ event: z.string(), count: z.number().int() })).meta({
    description: "Event names that there are, with how many events each has (as last counted)",
  }),
});
export type Retention = z.infer<typeof retentionSchema>;
export const retentionPreviewSchema = z.object({
  events: z.array(z.object({ event: z.string(), count: z.number().int(), oldest: iso })),
  leads: z.number().int(),
});
export type RetentionPreview = z.infer<typeof retentionPreviewSchema>;
