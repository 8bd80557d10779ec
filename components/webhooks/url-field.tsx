"use client";

import { useTranslations } from "next-intl";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { urlProblem } from "#lib/outbound/schemas.ts";

/** What is wrong with an address, in words; undefined where nothing is that its text tells. */
export function useUrlError(): (text: string) => string | undefined {
  const t = useTranslations("Webhooks.urlErrors");
  return (text) => {
    const problem = urlProblem(text.trim());
    return problem ? t(problem) : undefined;
  };
}

export function UrlField({ field, error }: { field: UseFormRegisterReturn; error: string | undefined }) {
  const t = useTranslations("Webhooks");
  return (
    <Field label={t("url")} hint={t("urlHint")} error={error}>
      <Input type="url" autoComplete="off" placeholder="https://example.com/hotsheet" {...field} />
    </Field>
  );
}
