"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { FeedbackChoices, Scope } from "#lib/feedback/schemas.ts";
import { type Subject, subjectOf, subjectValue } from "./choose.ts";

const HORIZONS = [30, 60, 90, 180, 365] as const;

export interface PickedFeedback {
  subject: Subject;
  segment: string | null;
  horizon: number;
  scope: Scope;
}

interface FeedbackPickersProps {
  choices: FeedbackChoices;
  picked: PickedFeedback;
  /** There is a frozen report of the trial to choose. */
  hasTrial: boolean;
  onPick: (change: Partial<PickedFeedback>) => void;
}

/** Of which version, of whom, and after how many days. */
export function FeedbackPickers({ choices, picked, hasTrial, onPick }: FeedbackPickersProps) {
  const t = useTranslations("Feedback");
  const sheets = useTranslations("Sheets.states");
  const { subject, segment, horizon, scope } = picked;
  const value = subjectValue(subject);
  const versions = [
    ...choices.versions.map((one) => ({
      value: subjectValue({ sheet: one.sheet, version: String(one.version) }),
      label: t("pick.versionOption", {
        sheet: one.sheet_name,
        n: String(one.version),
        state: sheets(one.state),
      }),
    })),
    ...(choices.imported > 0 || subject.sheet === null
      ? [{ value: "imported", label: t("pick.imported") }]
      : []),
  ];
  const known = versions.some((one) => one.value === value);
  const horizons = HORIZONS.some((days) => days === horizon)
    ? [...HORIZONS]
    : [...HORIZONS, horizon].sort((a, b) => a - b);
  return (
    <fieldset className="mb-6 flex flex-wrap gap-3 print:hidden">
      <legend className="sr-only">{t("pick.label")}</legend>
      <Field label={t("pick.version")} className="w-80 max-w-full">
        <Select
          value={known ? value : ""}
          options={versions}
          placeholder={known ? undefined : t("pick.choose")}
          onChange={({ target }) =>
            target.value !== "" && onPick({ subject: subjectOf(target.value), scope: "all" })
          }
        />
      </Field>
      <Field label={t("pick.segment")} className="w-52 max-w-full">
        <Select
          value={segment ?? ""}
          placeholder={subject.sheet === null ? t("pick.everybody") : t("pick.anySegment")}
          options={choices.segments.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={({ target }) => onPick({ segment: target.value === "" ? null : target.value })}
        />
      </Field>
      <Field label={t("pick.horizon")} className="w-32">
        <Select
          value={String(horizon)}
          options={horizons.map((n) => ({ value: String(n), label: t("pick.days", { n }) }))}
          onChange={({ target }) => onPick({ horizon: Number(target.value) })}
        />
      </Field>
      {(hasTrial || scope === "trial") && (
        <Field label={t("pick.scope")} className="w-44">
          <Select
            value={scope}
            options={(["all", "trial"] as const).map((one) => ({
              value: one,
              label: t(`pick.scopes.${one}`),
            }))}
            onChange={({ target }) => onPick({ scope: target.value === "trial" ? "trial" : "all" })}
          />
        </Field>
      )}
    </fieldset>
  );
}
