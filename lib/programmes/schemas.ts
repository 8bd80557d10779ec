import { z } from "zod";
import { STAGES } from "../leads/stages.ts";
import { MOST_BODY_TEMPLATE, MOST_SUBJECT_TEMPLATE } from "../mail/limits.ts";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { unstorable } from "../storable.ts";

export const MAX_STEPS = 20;
const MAX_DELAY_HOURS = 24 * 366;

const storable = (text: string) => unstorable(text, "text") === null;
const words = (most: number) =>
  z
    .strictObject({
      en: z.string().max(most).refine(storable, "Contains characters that cannot be stored"),
      es: z.string().max(most).refine(storable, "Contains characters that cannot be stored"),
    })
    .meta({ description: "One may be empty: then the other language is sent" });

export const stepSchema = z.strictObject({
  key: z.string().regex(KEY_PATTERN),
  delay_hours: z
    .number()
    .min(0)
    .max(MAX_DELAY_HOURS)
    .meta({ description: "After the step before, or after entering" }),
  subject: words(MOST_SUBJECT_TEMPLATE),
  body: words(MOST_BODY_TEMPLATE),
});
export type Step = z.infer<typeof stepSchema>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time such as 09:30");

export const windowSchema = z
  .strictObject({
    days: z.array(z.number().int().min(1).max(7)).min(1).max(7).meta({ description: "1 is Monday" }),
    from: time,
    to: time,
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "Must be later than `from`" });
export type SendWindow = z.infer<typeof windowSchema>;

export const goalSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stage"), stage: z.enum(STAGES) }),
  z.strictObject({ kind: z.literal("event"), event: z.string().trim().min(1).max(200).refine(storable) }),
]);
export type Goal = z.infer<typeof goalSchema>;

/** What a programme sends, when, and what ends it for a lead that has done what it is for. */
export const contentSchema = z
  .strictObject({
    steps: z.array(stepSchema).max(MAX_STEPS),
    goal: goalSchema.nullable(),
    window: windowSchema
      .nullable()
      .meta({ description: "When mails may go, by the lead's own clock; null: always" }),
  })
  .superRefine(({ steps }, ctx) => {
    const seen = new Set<string>();
    for (const [n, { key }] of steps.entries()) {
      if (seen.has(key))
        ctx.addIssue({ code: "custom", path: ["steps", n, "key"], message: "Is used twice" });
      seen.add(key);
    }
  });
export type ProgrammeContent = z.infer<typeof contentSchema>;

const STAGE_ORDER: readonly string[] = STAGES.filter(
  (stage) => stage !== "recycled" && stage !== "disqualified",
);

/** Stages that mean the goal's stage was reached: itself and, in the funnel, those after it. Pure. */
export function stagesReaching(stage: (typeof STAGES)[number]): readonly string[] {
  const at = STAGE_ORDER.indexOf(stage);
  return at === -1 ? [stage] : STAGE_ORDER.slice(at);
}

/** The words of a step in a language, or in the other where that one was left empty; null where both were. Pure. */
export function wordsOf(
  step: Step,
  locale: "en" | "es",
): { locale: "en" | "es"; subject: string; body: string } | null {
  const order: ("en" | "es")[] = locale === "en" ? ["en", "es"] : ["es", "en"];
  const found = order.find((one) => step.subject[one].trim() !== "" && step.body[one].trim() !== "");
  return found ? { locale: found, subject: step.subject[found], body: step.body[found] } : null;
}
