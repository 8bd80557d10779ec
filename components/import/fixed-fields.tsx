"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ImportKind } from "#lib/imports/kinds.ts";
import type { Mapping } from "#lib/imports/mapping.ts";
import { STAGES } from "#lib/leads/stages.ts";

type Props = { kind: ImportKind; mapping: Mapping; onChange: (mapping: Mapping) => void };

/** What holds for every row of the file, where no column says it. */
export function FixedFields({ kind, mapping, onChange }: Props) {
  const t = useTranslations("Imports");
  return (
    <Card title={t("forAll")}>
      {kind === "leads" && (
        <Field label={t("fixedKnown")} hint={t("fixedKnownHint")} className="max-w-md">
          <Input
            type="date"
            value={mapping.known_at ?? ""}
            onChange={(event) => onChange({ ...mapping, known_at: event.target.value || undefined })}
          />
        </Field>
      )}
      {kind === "events" && (
        <Field label={t("fixedEvent")} hint={t("fixedEventHint")} className="max-w-md">
          <Input
            value={mapping.event ?? ""}
            maxLength={200}
            onChange={(event) => onChange({ ...mapping, event: event.target.value || undefined })}
          />
        </Field>
      )}
      {kind === "stages" && (
        <Field label={t("fixedStage")} hint={t("fixedStageHint")} className="max-w-md">
          <Select
            placeholder={t("fixedStageNone")}
            options={STAGES.map((stage) => ({ value: stage, label: t(`stageName.${stage}`) }))}
            value={mapping.stage ?? ""}
            onChange={(event) =>
              onChange({ ...mapping, stage: STAGES.find((stage) => stage === event.target.value) })
            }
          />
        </Field>
      )}
    </Card>
  );
}
