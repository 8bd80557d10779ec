import {
  type Answer,
  type Answers,
  type FormContent,
  type FormField,
  MOST_LONG,
  MOST_RATING,
  MOST_SHORT,
} from "./schemas.ts";

/** Why an answer cannot be taken; each is a text of the public page. */
export type AnswerProblem =
  | "required"
  | "email"
  | "number"
  | "date"
  | "choice"
  | "too_long"
  | "characters"
  | "consent";
export type ReadAnswers = {
  answers: Answers;
  /** What was said to the consent line; null where there is none. */
  consent: boolean | null;
  /** By the key of the field; `consent` is that of the consent line. */
  problems: Record<string, AnswerProblem>;
};

const EMAIL = /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:]+$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOST_EMAIL = 254;

/** The name of a field's input: no field can take the place of the page's own ones. */
export const inputName = (key: string): string => `f.${key}`;

type Read = { answer?: Answer; problem?: AnswerProblem };

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return DATE.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function readText(field: FormField, text: string): Read {
  if (text.includes("\u0000") || !text.isWellFormed()) return { problem: "characters" };
  switch (field.kind) {
    case "email":
      return text.length <= MOST_EMAIL && EMAIL.test(text)
        ? { answer: text.toLowerCase() }
        : { problem: "email" };
    case "number": {
      const number = Number(text.replace(",", "."));
      return Number.isFinite(number) && Math.abs(number) < 1e15 ? { answer: number } : { problem: "number" };
    }
    case "rating": {
      const rating = Number(text);
      return Number.isInteger(rating) && rating >= 1 && rating <= MOST_RATING
        ? { answer: rating }
        : { problem: "choice" };
    }
    case "date":
      return isDate(text) ? { answer: text } : { problem: "date" };
    case "yes_no":
      return text === "yes" || text === "no" ? { answer: text === "yes" } : { problem: "choice" };
    case "choice":
      return field.options.some(({ value }) => value === text) ? { answer: text } : { problem: "choice" };
    default:
      return text.length <= (field.kind === "long_text" ? MOST_LONG : MOST_SHORT)
        ? { answer: text }
        : { problem: "too_long" };
  }
}

function readField(field: FormField, given: readonly string[]): Read {
  const said = given.map((text) => text.replaceAll("\r\n", "\n").trim()).filter((text) => text !== "");
  if (said.length === 0) return field.required ? { problem: "required" } : {};
  if (field.kind !== "choices") return readText(field, said[0] ?? "");
  const values = field.options.map(({ value }) => value).filter((value) => said.includes(value));
  return said.every((value) => values.includes(value)) ? { answer: values } : { problem: "choice" };
}

/**
 * Reads what a page sent (`application/x-www-form-urlencoded`) against the form's content. What no field asks for is left
 * out. Pure.
 * @param known whether a personal link says who answers: then nobody is asked for an address.
 */
export function readAnswers(content: FormContent, sent: URLSearchParams, known: boolean): ReadAnswers {
  const answers: Answers = {};
  const problems: Record<string, AnswerProblem> = {};
  for (const field of content.fields) {
    if (known && field.kind === "email") continue;
    const { answer, problem } = readField(field, sent.getAll(inputName(field.key)));
    if (problem) problems[field.key] = problem;
    else if (answer !== undefined) answers[field.key] = answer;
  }
  const consent = content.consent === null ? null : sent.get("consent") === "yes";
  if (content.consent?.required && !consent) problems.consent = "consent";
  return { answers, consent, problems };
}
