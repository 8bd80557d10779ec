"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FieldPath, UseFormReturn } from "react-hook-form";
import type { EditorValues } from "./editor-values.ts";

type Issue = { path: string; message: string; code?: string | undefined };

const CODES = ["no_words", "few_options", "no_fields", "no_email"] as const;
const known = (code: string | undefined) => CODES.find((one) => one === code);

/** What was refused, at the place that it is about; what is about the whole form is answered as `general`. */
export function useIssues({ setError, clearErrors }: UseFormReturn<EditorValues>) {
  const t = useTranslations("Forms.issues");
  const [general, setGeneral] = useState<string[]>([]);
  const textOf = ({ code }: Issue) => t(known(code) ?? "other");
  const show = (issues: readonly Issue[]) => {
    clearErrors();
    setGeneral(issues.filter(({ path }) => path === "content.fields").map(textOf));
    for (const issue of issues)
      if (issue.path !== "content.fields")
        setError(issue.path as FieldPath<EditorValues>, { message: textOf(issue) });
  };
  return { show, general };
}
