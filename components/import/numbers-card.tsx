"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { StepProps } from "./step-props.ts";

/** The decimal sign, where any column is read as a number. */
export function NumbersCard({ mapping, onChange }: StepProps) {
  const t = useTranslations("Imports");
  const any = Object.values(mapping.columns).some(
    ({ to, type }) => to === "value" || (to.includes(":") && type === "number"),
  );
  if (!any) return null;
  return (
    <Card title={t("decimal")}>
      <SegmentedControl
        label={t("decimal")}
        value={mapping.decimal}
        onValueChange={(decimal) => onChange({ ...mapping, decimal })}
        options={[
          { value: ".", label: t("decimalPoint") },
          { value: ",", label: t("decimalComma") },
        ]}
      />
    </Card>
  );
}
