"use client";

import { useTranslations } from "next-intl";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import { NumberField } from "./number-field.tsx";
import { useErrorAt } from "./use-error-at.ts";

type Bounds = { min: number | null; max: number | null };

interface BoundsFieldsProps {
  value: Bounds;
  issues: readonly AnyIssue[];
  onChange: (bounds: Bounds) => void;
}

/** Between which values something is kept; an empty field bounds nothing. */
export function BoundsFields({ value: { min, max }, issues, onChange }: BoundsFieldsProps) {
  const t = useTranslations("SheetEditor");
  const errorAt = useErrorAt(issues);
  return (
    <div className="flex flex-wrap gap-3">
      <NumberField
        label={t("min")}
        className="w-28"
        value={min}
        error={errorAt("min")}
        onChange={(next) => onChange({ min: next, max })}
        onEmpty={() => onChange({ min: null, max })}
      />
      <NumberField
        label={t("max")}
        className="w-28"
        value={max}
        error={errorAt("max")}
        onChange={(next) => onChange({ min, max: next })}
        onEmpty={() => onChange({ min, max: null })}
      />
    </div>
  );
}
