import { z } from "zod";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { unstorable } from "../storable.ts";

export const LOCALES = ["en", "es"] as const;
export type FormLocale = (typeof LOCALES)[number];
export const FIELD_KINDS = [
  "email",
  "short_text",
  "long_text",
  "number",
  "date",
  "choice",
  "choices",
  "rating",
  "yes_no",
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export const MAX_FIELDS = 30;
export const MAX_OPTIONS = 40;
/** Characters of an answer in words. */
export const MOST_SHORT = 300;
export const MOST_LONG = 4_000;
export const MOST_RATING = 5;

const storable = (text: string) => unstorable(text, "text") === null;
const UNSTORABLE = "Contains characters that cannot be stored";
const words = (most: number) =>
  z
    .strictObject({
      en: z.string().trim().max(most).refine(storable, UNSTORABLE),
      es: z.string().trim().max(most).refine(storable, UNSTORABLE),
    })
    .meta({ description: "A language is offered where every text that must be said is said in it" });
export type Words = { en: string; es: string };

const key = z.string().regex(KEY_PATTERN);

export const optionSchema = z.strictObject({
  value: key,
  label: words(200),
  rules: z
    .array(key)
    .max(20)
    .default([])
    .meta({ description: "Rules of a sheet that this answer speaks of: set beside their lifts" }),
});
export type Option = z.infer<typeof optionSchema>;

export const fieldSchema = z.strictObject({
  key,
  kind: z.enum(FIELD_KINDS),
  label: words(300),
  hint: words(500),
  required: z.boolean().default(false),
  options: z.array(optionSchema).max(MAX_OPTIONS).default([]),
  attribute: z
    .string()
    .trim()
    .regex(/^[\p{L}_][\p{L}\p{N}_ -]{0,99}$/u, "Letters, digits, spaces, - and _")
    .refine((name) => !["__proto__", "constructor", "prototype"].includes(name), "Is not allowed")
    .nullable()
    .default(null)
    .meta({ description: "The lead's attribute that the answer becomes; null: none" }),
  influence: z
    .boolean()
    .default(false)
    .meta({ description: "Asks what influenced a customer; its options may name rules" }),
});
export type FormField = z.infer<typeof fieldSchema>;

export const consentSchema = z.strictObject({
  text: words(2_000),
  purpose: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  required: z.boolean().default(false),
});

/** Names that an event's properties and a page's own inputs already have. */
const TAKEN = new Set(["form", "consent"]);
export const hasOptions = (kind: FieldKind) => kind === "choice" || kind === "choices";

export const contentSchema = z
  .strictObject({
    kind: z.enum(["form", "survey"]),
    title: words(200),
    intro: words(2_000),
    button: words(60),
    thanks: words(2_000),
    fields: z.array(fieldSchema).max(MAX_FIELDS),
    consent: consentSchema.nullable(),
  })
  .superRefine(({ fields }, ctx) => {
    const problem = (path: (string | number)[], message: string) =>
      ctx.addIssue({ code: "custom", path: ["fields", ...path], message });
    const seen = new Set<string>();
    for (const [n, field] of fields.entries()) {
      if (seen.has(field.key) || TAKEN.has(field.key)) problem([n, "key"], "Is used already");
      seen.add(field.key);
      if (!hasOptions(field.kind) && field.options.length > 0) problem([n, "options"], "Has no options");
      if (field.influence && !hasOptions(field.kind)) problem([n, "influence"], "Only choices ask for it");
      if (field.kind === "email" && field.attribute !== null)
        problem([n, "attribute"], "An e-mail address is the lead's own");
      const values = field.options.map(({ value }) => value);
      if (new Set(values).size !== values.length) problem([n, "options"], "An answer is listed twice");
    }
    if (fields.filter(({ kind }) => kind === "email").length > 1)
      problem([], "Only one field asks for the e-mail address");
    if (fields.filter(({ influence }) => influence).length > 1)
      problem([], "Only one field asks what influenced the customer");
  });
export type FormContent = z.infer<typeof contentSchema>;

/** Answers by the keys of their fields; what was not answered is not there. */
export type Answer = string | number | boolean | string[];
export type Answers = Record<string, Answer>;
