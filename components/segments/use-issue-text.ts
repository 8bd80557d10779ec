"use client";

import { useTranslations } from "next-intl";
import { ISSUE_TEXTS, type IssueCode } from "#lib/scoring/issues.ts";

export type AnyIssue = {
  path: string;
  message: string;
  code?: string | undefined;
  params?: Record<string, string | number> | undefined;
};

const isCode = (code: string | undefined): code is IssueCode =>
  code !== undefined && Object.hasOwn(ISSUE_TEXTS, code);

/** What was expected, as the validator names it, by the word that says it. */
const WORDS = {
  string: "string",
  number: "number",
  boolean: "boolean",
  array: "array",
  object: "object",
  record: "record",
  null: "null",
  value: "value",
  condition: "condition",
  "string, number or boolean": "scalar",
  "array of 2": "pair",
} as const;

const wordOf = (expected: unknown) =>
  typeof expected === "string" && Object.hasOwn(WORDS, expected)
    ? WORDS[expected as keyof typeof WORDS]
    : "other";

/** Says an issue of a sheet or a condition in the reader's language; one without a known code as it came. */
export function useIssueText(): (issue: AnyIssue) => string {
  const t = useTranslations("SheetIssues");
  const words = useTranslations("IssueWords.expected");
  return ({ code, params, message }) => {
    if (!isCode(code)) return message;
    const said = code === "invalid_type" ? { expected: words(wordOf(params?.expected)) } : (params ?? {});
    return t(code, said as never);
  };
}
