"use client";

import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { type KeyOf, useKnownKeys } from "./use-known-keys.ts";

interface KeyFieldProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  /** What it is the key of. Those there are are offered; any other can be typed, for it may be made before both sign. */
  of: KeyOf;
  onChange: (value: string) => void;
}

/** The key of a team, an endpoint, a programme, a pool or a connection. */
export function KeyField({ label, hint, error, value, of, onChange }: KeyFieldProps) {
  const known = useKnownKeys(of);
  const low = value.toLowerCase();
  const options = known.filter((key) => key.includes(low)).map((key) => ({ value: key }));
  return (
    <Field label={label} hint={hint} error={error}>
      <Combobox
        listLabel={label}
        opensOnFocus
        value={value}
        options={options}
        onValueChange={(next) => onChange(next.trim().toLowerCase())}
      />
    </Field>
  );
}
