"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface NumberFieldProps {
  label: string;
  value: number | null;
  /** An emptied field is null where it may be empty, else NaN: no number, and said so. */
  onChange: (value: number) => void;
  onEmpty?: () => void;
  hint?: string;
  error?: string | undefined;
  min?: number;
  hideLabel?: boolean;
  className?: string;
}

export function NumberField({
  label,
  value,
  onChange,
  onEmpty,
  hint,
  error,
  min,
  hideLabel,
  className,
}: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel} className={className}>
      <Input
        type="number"
        step="any"
        min={min}
        value={value !== null && Number.isFinite(value) ? value : ""}
        onChange={({ target }) => {
          if (target.value === "" && onEmpty) onEmpty();
          else onChange(target.valueAsNumber);
        }}
      />
    </Field>
  );
}
