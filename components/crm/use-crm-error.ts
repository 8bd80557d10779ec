"use client";

import { useTranslations } from "next-intl";
import { useErrorText } from "#components/settings/use-error-text.ts";
import { showToast } from "#components/ui/toast.tsx";
import { CRM_ERRORS, type CrmErrorCode } from "#lib/crm/states.ts";
import { ApiError } from "#lib/http/client.ts";

const isCode = (code: string | undefined): code is CrmErrorCode => CRM_ERRORS.some((known) => known === code);

/** What a CRM's refusal means, with the CRM's own words behind it; other refusals as everywhere in the settings. */
export function useCrmError(): (error: unknown) => string {
  const t = useTranslations("Crm");
  const otherwise = useErrorText();
  return (error) => {
    if (!(error instanceof ApiError)) return otherwise(error);
    const issue = error.issues.find(({ code }) => isCode(code));
    if (!issue || !isCode(issue.code)) return otherwise(error);
    const said = issue.message !== issue.code && issue.code !== "private_address" ? issue.message : "";
    return said === "" ? t(`errors.${issue.code}`) : `${t(`errors.${issue.code}`)} (${said})`;
  };
}

export function useCrmErrorToast(): (error: unknown) => void {
  const text = useCrmError();
  return (error) => showToast("error", text(error));
}
