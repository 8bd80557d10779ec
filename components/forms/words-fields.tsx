"use client";

import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { LOCALES } from "#lib/forms/schemas.ts";
import type { EditorValues, WordsPath } from "./editor-values.ts";

type Props = { name: WordsPath; label: string; hint?: string; maxLength: number; long?: boolean };

/** One text in both languages, side by side where there is room. */
export function WordsFields({ name, label, hint, maxLength, long = false }: Props) {
  const t = useTranslations("Forms");
  const { register, getFieldState, formState } = useFormContext<EditorValues>();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {LOCALES.map((locale) => {
        const path = `${name}.${locale}` as const;
        const { error } = getFieldState(path, formState);
        const common = { lang: locale, maxLength, ...register(path) };
        return (
          <Field
            key={locale}
            label={t("inLanguage", { what: label, language: t(`languages.${locale}`) })}
            hint={hint}
            error={error?.message}
          >
            {long ? <Textarea rows={3} {...common} /> : <Input autoComplete="off" {...common} />}
          </Field>
        );
      })}
    </div>
  );
}
