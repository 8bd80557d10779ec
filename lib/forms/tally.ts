import { wilson } from "../statistics/wilson.ts";
import type { FieldResult } from "./operation-schemas.ts";
import { type FormField, MOST_RATING, type Words } from "./schemas.ts";

export type FieldTally = {
  key: string;
  answered: number;
  mean: number | null;
  median: number | null;
  min: number | null;
  max: number | null;
};
export type OptionTally = { key: string; value: string; n: number };

export type Share = { n: number; rate: number | null; low: number | null; high: number | null };

/** `n` of `of` with its 95 % interval; no rate of nobody. Pure. */
export function share(n: number, of: number): Share {
  const found = wilson(n, of);
  return { n, rate: found?.rate ?? null, low: found?.low ?? null, high: found?.high ?? null };
}

type Offered = { value: string; label: Words | null };

/** Every answer that a question offers, in its order. */
function offered({ kind, options }: FormField): Offered[] {
  if (kind === "rating")
    return Array.from({ length: MOST_RATING }, (_, n) => ({
      value: String(n + 1),
      label: { en: String(n + 1), es: String(n + 1) },
    }));
  if (kind === "yes_no")
    return [
      { value: "true", label: { en: "Yes", es: "Sí" } },
      { value: "false", label: { en: "No", es: "No" } },
    ];
  return options;
}

/** What was answered to one question; answers that it no longer offers come last. Pure. */
export function fieldResult(
  field: FormField,
  tally: FieldTally | undefined,
  counted: readonly OptionTally[],
): FieldResult {
  const answered = tally?.answered ?? 0;
  const isNumber = field.kind === "number" || field.kind === "rating";
  const now = offered(field);
  const gone = counted
    .filter(({ value }) => !now.some((one) => one.value === value))
    .map(({ value }) => ({ value, label: null }));
  const countOf = (value: string) => counted.find((one) => one.value === value)?.n ?? 0;
  return {
    key: field.key,
    kind: field.kind,
    label: field.label,
    answered,
    options: [...now, ...gone].map(({ value, label }) => ({
      value,
      label,
      ...share(countOf(value), answered),
    })),
    numbers:
      isNumber && tally?.mean != null
        ? { mean: tally.mean, median: tally.median ?? 0, min: tally.min ?? 0, max: tally.max ?? 0 }
        : null,
  };
}
