"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { EditorValues } from "./editor-values.ts";
import { Tick } from "./field-row.tsx";
import { WordsFields } from "./words-fields.tsx";

const OFFERED = ["marketing_email", "profiling", "tracking"] as const;

/** The line that people agree to; each answer keeps the version of it that was read. */
export function ConsentFields() {
  const t = useTranslations("Forms");
  const p = useTranslations("Lead.privacy.purposes");
  const { control, register, setValue } = useFormContext<EditorValues>();
  const consent = useWatch({ control, name: "content.consent" });
  const purposes = OFFERED.map((value) => ({ value: value as string, label: p(value) }));
  const own = consent?.purpose;
  const options =
    own && !purposes.some(({ value }) => value === own)
      ? [...purposes, { value: own, label: own }]
      : purposes;
  return (
    <Card
      title={t("consent")}
      description={t("consentText")}
      actions={
        consent ? (
          <Button onClick={() => setValue("content.consent", null, { shouldDirty: true })}>
            {t("removeConsent")}
          </Button>
        ) : (
          <Button
            onClick={() =>
              setValue(
                "content.consent",
                { text: { en: "", es: "" }, purpose: "marketing_email", required: false },
                { shouldDirty: true },
              )
            }
          >
            {t("addConsent")}
          </Button>
        )
      }
    >
      {consent ? (
        <div className="flex flex-col gap-4">
          <WordsFields name="content.consent.text" label={t("consentLine")} maxLength={2000} long />
          <Field label={t("purpose")} className="max-w-sm">
            <Select options={options} {...register("content.consent.purpose")} />
          </Field>
          <Tick
            name="content.consent.required"
            label={t("consentRequired")}
            hint={t("consentRequiredHint")}
          />
        </div>
      ) : (
        <p className="text-muted">{t("noConsent")}</p>
      )}
    </Card>
  );
}
