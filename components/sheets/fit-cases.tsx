"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConditionBuilder, issuesUnder } from "#components/segments/condition-builder.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { FitRule } from "#lib/scoring/schema.ts";
import { NumberField } from "./number-field.tsx";
import { type RuleFormProps, useErrorAt } from "./rule-form-props.ts";

/** The cases of a rule on attributes, in the order in which they are tried. */
export function FitCases({ rule, onChange, issues, vocabulary }: RuleFormProps<FitRule>) {
  const t = useTranslations("SheetEditor");
  const errorAt = useErrorAt(issues);
  const put = (cases: FitRule["cases"]) => onChange({ ...rule, cases });
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t("firstCase")}</p>
      <ol className="flex flex-col gap-4">
        {rule.cases.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cases have no identity but their place
          <li key={place} className="flex flex-col gap-2 rounded-md border p-3">
            <div className="flex items-end justify-between gap-2">
              <NumberField
                label={`${t("case", { n: place + 1 })}: ${t("points")}`}
                className="w-40"
                value={one.points}
                error={errorAt(`cases.${place}.points`)}
                onChange={(points) => put(rule.cases.with(place, { ...one, points }))}
              />
              <IconButton
                label={t("removeCase", { n: place + 1 })}
                onClick={() => put(rule.cases.toSpliced(place, 1))}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </div>
            <ConditionBuilder
              value={one.when}
              onChange={(when) => put(rule.cases.with(place, { ...one, when }))}
              issues={issuesUnder(issues, `cases.${place}.when`)}
              fields={vocabulary.attributes}
              depth={2}
            />
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-end gap-4">
        <Button
          size="sm"
          onClick={() => put([...rule.cases, { when: { field: "", op: "eq", value: "" }, points: 10 }])}
        >
          <Plus aria-hidden />
          {t("addCase")}
        </Button>
        <NumberField
          label={t("otherwise")}
          className="w-44"
          value={rule.otherwise}
          error={errorAt("otherwise")}
          onChange={(otherwise) => onChange({ ...rule, otherwise })}
        />
      </div>
    </div>
  );
}
