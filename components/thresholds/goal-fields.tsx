"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { Goal } from "#lib/thresholds/schemas.ts";

interface GoalFieldsProps {
  goal: Goal;
  onGoal: (goal: Goal) => void;
}

/** What the threshold is chosen from: what sales can take, or what an opportunity is worth against what a contact costs. */
export function GoalFields({ goal, onGoal }: GoalFieldsProps) {
  const t = useTranslations("Thresholds");
  const isCapacity = "capacity" in goal;
  const number = (label: string, value: number, change: (next: number) => void) => (
    <Field label={label} className="w-64 max-w-full">
      <Input
        type="number"
        min={0}
        step="any"
        defaultValue={value}
        onChange={({ target }) => {
          if (Number.isFinite(target.valueAsNumber) && target.valueAsNumber >= 0)
            change(target.valueAsNumber);
        }}
      />
    </Field>
  );
  return (
    <div className="flex flex-col gap-3">
      <SegmentedControl
        label={t("goal")}
        className="self-start"
        value={isCapacity ? "capacity" : "value"}
        onValueChange={(next) => onGoal(next === "capacity" ? { capacity: 10 } : { value: 1000, cost: 20 })}
        options={[
          { value: "capacity", label: t("byCapacity") },
          { value: "value", label: t("byValue") },
        ]}
      />
      <div className="flex flex-wrap gap-3">
        {isCapacity
          ? number(t("capacity"), goal.capacity, (capacity) => onGoal({ capacity }))
          : [
              <div key="value">{number(t("value"), goal.value, (value) => onGoal({ ...goal, value }))}</div>,
              <div key="cost">{number(t("cost"), goal.cost, (cost) => onGoal({ ...goal, cost }))}</div>,
            ]}
      </div>
    </div>
  );
}
