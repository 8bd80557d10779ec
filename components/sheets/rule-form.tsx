"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { BehaviourRule, InactivityRule } from "#lib/scoring/schema.ts";
import { BehaviourFilter } from "./behaviour-filter.tsx";
import { FitCases } from "./fit-cases.tsx";
import { NumberField } from "./number-field.tsx";
import { type RuleFormProps, useErrorAt } from "./rule-form-props.ts";

export function RuleForm({ rule, onChange, issues, categories, vocabulary }: RuleFormProps) {
  const t = useTranslations("SheetEditor");
  const errorAt = useErrorAt(issues);
  const shared = { issues, categories, vocabulary };
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} error={errorAt("name")}>
          <Input value={rule.name} onChange={({ target }) => onChange({ ...rule, name: target.value })} />
        </Field>
        <Field label={t("category")} error={errorAt("category")}>
          <Select
            value={rule.category}
            options={categories.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={({ target }) => onChange({ ...rule, category: target.value })}
          />
        </Field>
      </div>
      {rule.kind === "behaviour" && <BehaviourForm rule={rule} onChange={onChange} {...shared} />}
      {rule.kind === "fit" && <FitCases rule={rule} onChange={onChange} {...shared} />}
      {rule.kind === "inactivity" && <InactivityForm rule={rule} onChange={onChange} {...shared} />}
    </div>
  );
}

function BehaviourForm({ rule, onChange, issues, vocabulary }: RuleFormProps<BehaviourRule>) {
  const t = useTranslations("SheetEditor");
  const errorAt = useErrorAt(issues);
  const { limit } = rule;
  const listId = `events-${rule.key}`;
  return (
    <>
      <Field label={t("event")} hint={t("eventHint")} error={errorAt("event")}>
        <Input
          list={listId}
          value={rule.event}
          spellCheck={false}
          onChange={({ target }) => onChange({ ...rule, event: target.value })}
        />
      </Field>
      <datalist id={listId}>
        {vocabulary.events.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <BehaviourFilter
        where={rule.where}
        onChange={(where) => onChange({ ...rule, where })}
        issues={issues}
        fields={vocabulary.properties}
      />
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-5">
        <NumberField
          label={t("points")}
          value={rule.points}
          error={errorAt("points")}
          onChange={(points) => onChange({ ...rule, points })}
        />
        <NumberField
          label={t("times")}
          hint={t("optionalHint")}
          min={1}
          value={limit?.times ?? null}
          error={errorAt("limit.times")}
          onChange={(times) => onChange({ ...rule, limit: { times, per: limit?.per ?? "lifetime" } })}
          onEmpty={() => onChange({ ...rule, limit: null })}
        />
        <Field label={t("per")}>
          <Select
            value={limit?.per ?? "lifetime"}
            disabled={limit === null}
            options={[
              { value: "lifetime", label: t("lifetime") },
              { value: "day", label: t("day") },
            ]}
            onChange={({ target }) =>
              limit &&
              onChange({ ...rule, limit: { ...limit, per: target.value === "day" ? "day" : "lifetime" } })
            }
          />
        </Field>
        <NumberField
          label={t("window")}
          hint={t("optionalHint")}
          value={rule.window_days}
          error={errorAt("window_days")}
          onChange={(days) => onChange({ ...rule, window_days: days })}
          onEmpty={() => onChange({ ...rule, window_days: null })}
        />
        <NumberField
          label={t("halfLife")}
          hint={t("optionalHint")}
          value={rule.half_life_days}
          error={errorAt("half_life_days")}
          onChange={(days) => onChange({ ...rule, half_life_days: days })}
          onEmpty={() => onChange({ ...rule, half_life_days: null })}
        />
      </div>
    </>
  );
}

function InactivityForm({ rule, onChange, issues }: RuleFormProps<InactivityRule>) {
  const t = useTranslations("SheetEditor");
  const errorAt = useErrorAt(issues);
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <NumberField
        label={t("points")}
        value={rule.points}
        error={errorAt("points")}
        onChange={(points) => onChange({ ...rule, points })}
      />
      <NumberField
        label={t("after")}
        value={rule.after_days}
        error={errorAt("after_days")}
        onChange={(days) => onChange({ ...rule, after_days: days })}
      />
      <NumberField
        label={t("every")}
        hint={t("optionalHint")}
        value={rule.every_days}
        error={errorAt("every_days")}
        onChange={(days) => onChange({ ...rule, every_days: days })}
        onEmpty={() => onChange({ ...rule, every_days: null })}
      />
      <NumberField
        label={t("times")}
        hint={t("optionalHint")}
        value={rule.limit?.times ?? null}
        error={errorAt("limit.times")}
        onChange={(times) => onChange({ ...rule, limit: { times } })}
        onEmpty={() => onChange({ ...rule, limit: null })}
      />
    </div>
  );
}
