import { z } from "zod";
import { instantSchema, stageSchema, storableText } from "../leads/schemas.ts";
import type { Stage } from "../leads/stages.ts";

export const OUTCOMES = ["meeting", "opportunity", "won", "lost"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The stage of the funnel that each means. */
export const STAGE_OF_OUTCOME = {
  meeting: "sql",
  opportunity: "opportunity",
  won: "customer",
  lost: "disqualified",
} as const satisfies Record<Outcome, Stage>;

/** Offered first; any code of three letters that ISO 4217 may have is taken. */
export const CURRENCIES = ["EUR", "USD", "GBP", "MXN", "CHF", "COP", "ARS", "CLP", "PEN", "BRL"] as const;

export const outcomeBody = z
  .strictObject({
    outcome: z.enum(OUTCOMES),
    /** When it happened; left out: now. */
    at: instantSchema.optional(),
    /** Worth of the deal, of an opportunity or a deal that was won. */
    value: z.number().min(0).max(1e15).nullish(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "Expected a code such as EUR")
      .nullish(),
    /** Why; a lead that was lost needs one. */
    reason: storableText.nullish(),
  })
  .refine(({ outcome, reason }) => outcome !== "lost" || (reason ?? "").trim() !== "", {
    path: ["reason"],
    message: "A lost lead needs a reason",
  });

export const outcomeAnswerSchema = z.object({
  lead_id: z.number().int(),
  outcome: z.enum(OUTCOMES),
  stage: stageSchema,
  at: z.iso.datetime(),
  /** The lead's stage now: another where a newer one is known. */
  current_stage: stageSchema,
  /** Hand-overs that were accepted with it. */
  accepted: z.array(z.number().int()),
  deed: z.uuid().nullable(),
});
