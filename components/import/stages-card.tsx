"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { markerOf } from "#lib/imports/markers.ts";
import { STAGES } from "#lib/leads/stages.ts";
import type { StepProps } from "./step-props.ts";

const MEANINGS = [...STAGES, "ignore"] as const;

/** A CRM's words for stages in terms of ours, with how many rows each has. */
export function StagesCard({ mapping, analysis, onChange }: StepProps) {
  const t = useTranslations("Imports");
  const column = analysis.columns.find(({ name }) => mapping.columns[name]?.to === "stage");
  if (!column || column.values.length === 0) return null;
  const meaning = (value: string) => {
    const chosen = Object.entries(mapping.stages).find(([word]) => markerOf(word) === markerOf(value))?.[1];
    return chosen ?? STAGES.find((stage) => stage === markerOf(value)) ?? "";
  };
  const translate = (value: string, to: string) => {
    const rest = Object.entries(mapping.stages).filter(([word]) => markerOf(word) !== markerOf(value));
    const stage = MEANINGS.find((known) => known === to);
    onChange({ ...mapping, stages: Object.fromEntries(stage ? [...rest, [value, stage]] : rest) });
  };
  return (
    <Card title={t("stagesTitle")} description={t("stagesText")}>
      <ul className="-my-4 divide-y">
        {column.values.map(({ value, rows }) => (
          <li key={value} className="grid items-center gap-x-4 gap-y-1 py-3 sm:grid-cols-2">
            <p className="[overflow-wrap:anywhere]">
              <span className="font-medium">{value}</span>{" "}
              <span className="text-muted">{t("rowsOf", { count: rows })}</span>
            </p>
            <Field label={t("stageOf", { value })} hideLabel>
              <Select
                placeholder={t("stageUnset")}
                value={meaning(value)}
                options={MEANINGS.map((stage) => ({ value: stage, label: t(`stageName.${stage}`) }))}
                onChange={(event) => translate(value, event.target.value)}
              />
            </Field>
          </li>
        ))}
      </ul>
    </Card>
  );
}
