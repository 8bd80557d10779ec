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

/** Says an issue of a sheet or a condition in the reader's language; one without a known code as it came. */
export function useIssueText(): (issue: AnyIssue) => string {
  const t = useTranslations("SheetIssues");
  return ({ code, params, message }) => (isCode(code) ? t(code, (params ?? {}) as never) : message);
}
