import type { FormContent } from "#lib/forms/schemas.ts";

/** What the builder holds. */
export type EditorValues = { name: string; content: FormContent };

/** Places of the builder that hold the same text in both languages. */
export type WordsPath =
  | "content.title"
  | "content.intro"
  | "content.button"
  | "content.thanks"
  | "content.consent.text"
  | `content.fields.${number}.label`
  | `content.fields.${number}.hint`
  | `content.fields.${number}.options.${number}.label`;
