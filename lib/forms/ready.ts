import type { Issue } from "../errors.ts";
import { type FormContent, type FormLocale, hasOptions, LOCALES, type Words } from "./schemas.ts";

/** Paths of the texts that a language must have to be offered. Pure. */
function missingIn(content: FormContent, locale: FormLocale): string[] {
  const missing: string[] = [];
  const need = (path: string, words: Words) => {
    if (words[locale] === "") missing.push(`${path}.${locale}`);
  };
  need("title", content.title);
  if (content.consent) need("consent.text", content.consent.text);
  for (const [n, field] of content.fields.entries()) {
    need(`fields.${n}.label`, field.label);
    for (const [m, option] of field.options.entries()) need(`fields.${n}.options.${m}.label`, option.label);
  }
  return missing;
}

/** Languages in which everything is said that must be. Pure. */
export const localesOf = (content: FormContent): FormLocale[] =>
  LOCALES.filter((locale) => missingIn(content, locale).length === 0);

/** Why a form cannot be opened, each with the place of the content that it is about; none where it can. Pure. */
export function openingIssues(content: FormContent): Issue[] {
  const issues: Issue[] = [];
  const { fields, kind } = content;
  if (fields.length === 0)
    issues.push({ path: "content.fields", message: "There is no question", code: "no_fields" });
  if (kind === "form" && !fields.some((field) => field.kind === "email" && field.required))
    issues.push({
      path: "content.fields",
      message: "A form must ask for the e-mail address, as a required field",
      code: "no_email",
    });
  for (const [n, field] of fields.entries())
    if (hasOptions(field.kind) && field.options.length < 2)
      issues.push({
        path: `content.fields.${n}.options`,
        message: "At least two answers are needed",
        code: "few_options",
      });
  if (localesOf(content).length > 0) return issues;
  // The language that lacks least is the one that somebody is writing.
  const [nearest = []] = LOCALES.map((locale) => missingIn(content, locale)).sort(
    (a, b) => a.length - b.length,
  );
  const texts = nearest.map((path) => ({
    path: `content.${path}`,
    message: "A text is missing",
    code: "no_words",
  }));
  return [...issues, ...texts];
}
