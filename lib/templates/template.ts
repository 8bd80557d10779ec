import type { Condition } from "#lib/scoring/condition-schema.ts";
import { type SheetContent, type SheetContentInput, sheetContentSchema } from "#lib/scoring/schema.ts";

export type Locale = "en" | "es";
export type Localised = Record<Locale, string>;

/** A sheet to start from, as a domain article describes it. */
export type Template = {
  key: string;
  name: Localised;
  /** Says what it scores, which article it comes from, and what we added to it. */
  description: Localised;
  /** The segment it is meant for; `when` is a suggestion to edit. */
  segment: { key: string; name: Localised; when: Condition };
  content: (locale: Locale) => SheetContent;
};

/** Picks one language's text; `say("Cold", "Frío")` inside a template. */
export type Say = (en: string, es: string) => string;

/** Builds a template's content in a language and normalises it as any other sheet. */
export const localised =
  (build: (say: Say) => SheetContentInput) =>
  (locale: Locale): SheetContent =>
    sheetContentSchema.parse(build((en, es) => (locale === "es" ? es : en)));

/** The usual three groups, the highest handing over. */
export const coldWarmHot = (
  say: Say,
  warm: Record<string, number>,
  hot: Record<string, number>,
): NonNullable<SheetContentInput["groups"]> => [
  { key: "cold", name: say("Cold", "Frío"), from: {} },
  { key: "warm", name: say("Warm", "Templado"), from: warm },
  { key: "hot", name: say("Hot", "Caliente"), from: hot, handover: true },
];

/** A page view whose path names one of `words`. */
export const pathNames = (...words: string[]): Condition => ({
  any: words.map((value): Condition => ({ field: "path", op: "contains", value })),
});

export const ONCE = { times: 1, per: "lifetime" } as const;
export const ONCE_A_DAY = { times: 1, per: "day" } as const;
