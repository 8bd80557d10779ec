"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Input } from "#components/ui/input.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import { HORIZONS } from "#lib/funnel/line.ts";
import { BYS, type By, type Funnel } from "#lib/funnel/schemas.ts";
import { useFunnelState } from "./use-funnel-state.ts";
import { useWords } from "./use-words.ts";

interface FunnelControlsProps {
  segments: readonly { key: string; name: string }[];
  /** What is on screen, for days that were left out. */
  funnel: Funnel | undefined;
}

export function FunnelControls({ segments, funnel }: FunnelControlsProps) {
  const t = useTranslations("Funnel");
  const words = useWords();
  const { state, change } = useFunnelState();
  const value = state.value;
  const row = value === null ? null : { key: value, name: value.startsWith("is:") ? value.slice(3) : null };
  const shown = state.by === "owner" ? (funnel?.rows.find(({ key }) => key === value) ?? row) : row;
  return (
    <fieldset className="mb-8 flex flex-wrap items-end gap-x-4 gap-y-3">
      <legend className="sr-only">{t("filters")}</legend>
      <Field label={t("from")} className="w-40">
        <Input
          type="date"
          value={state.from ?? funnel?.from ?? ""}
          onChange={({ target }) => change({ from: target.value || null })}
        />
      </Field>
      <Field label={t("to")} className="w-40">
        <Input
          type="date"
          value={state.to ?? funnel?.to ?? ""}
          onChange={({ target }) => change({ to: target.value || null })}
        />
      </Field>
      <Field label={t("segment")} className="w-52">
        <Select
          value={state.segment ?? ""}
          placeholder={t("everybody")}
          options={[
            ...segments.map(({ key, name }) => ({ value: key, label: name })),
            { value: "none", label: t("noValue.segment") },
          ]}
          onChange={({ target }) => change({ segment: target.value || null })}
        />
      </Field>
      <Field label={t("by")} className="w-44">
        <Select
          value={state.by}
          options={BYS.map((by) => ({ value: by, label: t(`bys.${by}`) }))}
          onChange={({ target }) => change({ by: target.value as By, value: null })}
        />
      </Field>
      {state.basis === "cohort" && (
        <Field label={t("horizon")} className="w-36">
          <Select
            value={String(state.horizon_days)}
            options={HORIZONS.map((days) => ({ value: String(days), label: t("days", { n: days }) }))}
            onChange={({ target }) => change({ horizon_days: Number(target.value) })}
          />
        </Field>
      )}
      <SegmentedControl
        label={t("basis")}
        value={state.basis}
        onValueChange={(basis) => change({ basis })}
        options={[
          { value: "cohort", label: t("bases.cohort") },
          { value: "period", label: t("bases.period") },
        ]}
      />
      {shown && state.by !== "segment" && (
        <FilterChip name={words.by} value={words.row(shown)} onClear={() => change({ value: null })}>
          <p className="text-muted">{t("valueHint")}</p>
        </FilterChip>
      )}
    </fieldset>
  );
}
