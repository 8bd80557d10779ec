"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Input } from "#components/ui/input.tsx";
import type { Leaf } from "#lib/scoring/condition-schema.ts";
import { toScalar, toScalars } from "#lib/segments/condition-tree.ts";
import type { WordSource } from "#lib/vocabulary/api.ts";
import { WordInput } from "./word-input.tsx";

interface ValueInputProps {
  leaf: Leaf;
  /** Where values of the leaf's field are looked up. */
  source: WordSource;
  invalid: boolean;
  disabled: boolean;
  onChange: (leaf: Leaf) => void;
}

/** The control for what a leaf compares with; none for operators that take nothing. */
export function ValueInput({ leaf, source, invalid, disabled, onChange }: ValueInputProps) {
  const t = useTranslations("Conditions");
  const set = (value: unknown) => onChange({ ...leaf, value } as Leaf);
  const common = { "aria-invalid": invalid, disabled };
  switch (leaf.op) {
    case "exists":
    case "not_exists":
      return null;
    case "in":
    case "not_in":
      return (
        <ListInput values={leaf.value} onValues={set} source={source} label={t("listHint")} {...common} />
      );
    case "between": {
      const [low, high] = leaf.value;
      return (
        <span className="flex min-w-0 flex-1 gap-2">
          <Input
            aria-label={t("from")}
            placeholder={t("from")}
            value={String(low)}
            onChange={(event) => set([toScalar(event.target.value), high])}
            {...common}
          />
          <Input
            aria-label={t("to")}
            placeholder={t("to")}
            value={String(high)}
            onChange={(event) => set([low, toScalar(event.target.value)])}
            {...common}
          />
        </span>
      );
    }
    case "before":
    case "after":
      return (
        <Input
          type="date"
          aria-label={t("date")}
          value={leaf.value.slice(0, 10)}
          onChange={(event) => set(event.target.value)}
          {...common}
        />
      );
    case "within_days":
      return (
        <Input
          type="number"
          min={1}
          aria-label={t("days")}
          value={Number.isFinite(leaf.value) ? leaf.value : ""}
          onChange={(event) => set(event.target.valueAsNumber)}
          {...common}
        />
      );
    default:
      return (
        <WordInput
          source={source}
          aria-label={t("value")}
          placeholder={t("value")}
          value={String(leaf.value)}
          onValueChange={(text) => set(toScalar(text))}
          {...common}
        />
      );
  }
}

interface ListInputProps {
  values: readonly unknown[];
  onValues: (values: (string | number)[]) => void;
  source: WordSource;
  label: string;
  disabled: boolean;
  "aria-invalid": boolean;
}

/** Keeps what is typed, since a list says nothing of a comma at its end. */
function ListInput({ values, onValues, source, label, ...props }: ListInputProps) {
  const [typed, setTyped] = useState(values.join(", "));
  const same = JSON.stringify(toScalars(typed)) === JSON.stringify(values);
  const text = same ? typed : values.join(", ");
  const type = (next: string) => {
    setTyped(next);
    onValues(toScalars(next));
  };
  const last = text.slice(text.lastIndexOf(",") + 1);
  return (
    <WordInput
      source={source}
      aria-label={label}
      placeholder={label}
      value={text}
      search={last}
      onValueChange={type}
      // What is chosen takes the place of what was begun behind the last comma.
      onPick={(word) =>
        type(`${[...toScalars(text.slice(0, text.length - last.length)), word].join(", ")}, `)
      }
      {...props}
    />
  );
}
