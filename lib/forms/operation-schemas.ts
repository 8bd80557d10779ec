import { z } from "zod";
import { iso } from "../leads/schemas.ts";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { contentSchema, FIELD_KINDS, LOCALES } from "./schemas.ts";

const int = z.number().int();
const text = z.string();
const words = z.object({ en: text, es: text });
const states = ["draft", "open", "closed", "archived"] as const;
const page = z.string().regex(/^\d{1,15}$/);

export const formKeySchema = z.string().regex(KEY_PATTERN);

const summary = {
  key: text,
  name: text,
  kind: z.enum(["form", "survey"]),
  state: z.enum(states),
  url: text.meta({ description: "The public page; whoever has it may answer" }),
  locales: z.array(z.enum(LOCALES)).meta({ description: "Languages that the page is offered in" }),
  taken: int.meta({ description: "Answers that count" }),
  spam: int,
  last_at: iso.nullable(),
};
export const formSummarySchema = z.object(summary);
export type FormSummary = z.infer<typeof formSummarySchema>;
export const formListSchema = z.object({
  items: z.array(formSummarySchema),
  next_cursor: text.nullable(),
});
export const listFormsQuery = z.object({
  archived: z.enum(["true", "false"]).optional().meta({ description: "The archived ones instead" }),
  cursor: page.optional(),
});

export const formSchema = z.object({
  ...summary,
  version: int,
  revision: int,
  updated_at: iso,
  content: contentSchema,
});
export type Form = z.infer<typeof formSchema>;

export const putFormBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  content: contentSchema,
  revision: int
    .min(0)
    .optional()
    .meta({ description: "The one that was read; 0 for a new form. Left out: whatever is there" }),
});
export const setFormStateBody = z.strictObject({ state: z.enum(["open", "closed", "archived"]) });
export const previewFormBody = z.strictObject({ content: contentSchema, locale: z.enum(LOCALES) });
export const linkBody = z.strictObject({ lead: z.string().trim().min(1).max(400) });

export const ANSWER_PAGE = 50;
const answer = z.union([text, z.number(), z.boolean(), z.array(text)]);
export const answerSchema = z.object({
  id: int,
  at: iso,
  version: int,
  locale: z.enum(LOCALES),
  state: z.enum(["taken", "spam"]),
  reason: z.enum(["filled_trap", "too_fast", "bot"]).nullable(),
  consent: z.boolean().nullable(),
  lead: z.object({ id: int, name: text.nullable(), email: text.nullable() }).nullable(),
  answers: z.record(text, answer),
});
export type FormAnswer = z.infer<typeof answerSchema>;
export const answerListSchema = z.object({
  items: z.array(answerSchema),
  next_cursor: text.nullable(),
});
export const listAnswersQuery = z.object({
  state: z.enum(["taken", "spam"]).default("taken"),
  cursor: page.optional(),
});

const share = {
  n: int,
  rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
};
export const fieldResultSchema = z.object({
  key: text,
  kind: z.enum(FIELD_KINDS),
  label: words,
  answered: int,
  options: z
    .array(z.object({ value: text, label: words.nullable(), ...share }))
    .meta({ description: "Of those who answered this question. Label null: no longer offered" }),
  numbers: z.object({ mean: z.number(), median: z.number(), min: z.number(), max: z.number() }).nullable(),
});
export type FieldResult = z.infer<typeof fieldResultSchema>;
export const resultsSchema = z.object({
  as_of: iso,
  answers: int,
  fields: z.array(fieldResultSchema),
});
export type FormResults = z.infer<typeof resultsSchema>;

export const influencesQuery = z.object({
  sheet: formKeySchema,
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional()
    .meta({ description: "Only leads that were handed over under this version of the sheet" }),
});
export const influencesSchema = z.object({
  as_of: iso,
  answered: int.meta({
    description: "Leads that said what influenced them; the newest answer of each counts",
  }),
  rules: z
    .array(z.object({ rule: text, name: text, of: int, ...share }))
    .meta({ description: "Leads that named what a rule stands for, of those that answered" }),
  options: z.array(
    z.object({ form: text, value: text, label: words, rules: z.array(text), of: int, ...share }),
  ),
});
export type Influences = z.infer<typeof influencesSchema>;
