"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Alert } from "#components/ui/alert.tsx";
import type { Issue } from "#lib/errors.ts";
import { FIELDS } from "./fields.ts";
import type { Saving } from "./use-mapping-draft.ts";

const KNOWN = [
  "identity_missing",
  "target_missing",
  "two_columns_one_field",
  "column_and_fixed",
  "no_such_column",
  "key_needed",
  "key_bad",
  "dates_ambiguous",
  "dates_mixed",
] as const;
/** What keeps a mapping from running, in the reader's words. */
export function useIssueText(): (issue: Pick<Issue, "code" | "params">) => string {
  const t = useTranslations("Imports");
  return ({ code, params = {} }) => {
    const known = KNOWN.find((one) => one === code) ?? "other";
    const fixed = FIELDS.find((field) => field === params.target);
    const field = fixed ? t(`target.${fixed}`) : String(params.target ?? "").replace(/^[a-z]+:/, "");
    return t(`issue.${known}`, { column: params.column ?? "", other: params.other ?? "", field });
  };
}

export function IssueList({ issues }: { issues: Pick<Issue, "code" | "params">[] }) {
  const t = useTranslations("Imports");
  const text = useIssueText();
  if (issues.length === 0) return null;
  const texts = [...new Set(issues.map(text))];
  return (
    <Alert tone="caution" title={t("toFix", { count: texts.length })} live>
      <ul className="ml-4 list-disc">
        {texts.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Alert>
  );
}

/** Says that nothing will be lost, or that it might be. */
export function SavingNote({ saving }: { saving: Saving }) {
  const t = useTranslations("Imports");
  const format = useFormatter();
  const text = {
    idle: "",
    saving: t("saving"),
    saved: saving.at ? t("saved", { time: format.dateTime(saving.at, { timeStyle: "short" }) }) : "",
    failed: t("notSaved", { reason: t("saveFailed") }),
  }[saving.state];
  return (
    <p role="status" className={saving.state === "failed" ? "text-danger" : "text-muted"}>
      {text}
    </p>
  );
}

/** The row of buttons under a step; the primary action last, in reading order too. */
export function StepActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center justify-end gap-3">{children}</div>;
}
