"use client";

import { useTranslations } from "next-intl";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";

const codes = [
  "last_admin",
  "already_member",
  "wrong_password",
  "private_address",
  "bad_url",
  "key_taken",
  "webhook_disabled",
  "rate_limited",
  "conflict",
  "not_found",
  "forbidden",
  "network",
] as const;
type Code = (typeof codes)[number];

const isCode = (code: string | undefined): code is Code => codes.some((known) => known === code);

/** What a refusal means to the reader; the most precise reason that the API gave comes first. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("Settings.errors");
  return (error) => {
    if (!(error instanceof ApiError)) return t("other", { requestId: "-" });
    const code = [...error.issues.map((issue) => issue.code), error.code].find(isCode);
    return code ? t(code) : t("other", { requestId: error.requestId ?? "-" });
  };
}

/** For `onError` of mutations. */
export function useErrorToast(): (error: unknown) => void {
  const text = useErrorText();
  return (error) => showToast("error", text(error));
}
