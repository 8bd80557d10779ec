"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** Lengths that are offered, in days up to today. */
const PRESETS = [28, 84, 365] as const;
const DAY_MS = 86_400_000;

interface PeriodFieldsProps {
  from: string | null;
  to: string | null;
  /** What the report shows: its first and last day, which stand where the reader has chosen none. */
  shown: { from: string; to: string } | null;
  timeZone: string;
  onChange: (days: { from: string | null; to: string | null }) => void;
  error?: string | undefined;
}

/** The calendar day of an instant in a time zone, as date fields write it. */
export function dayIn(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return parts.format(at);
}

/** First and last day of a report, by preset or by date. */
export function PeriodFields({ from, to, shown, timeZone, onChange, error }: PeriodFieldsProps) {
  const t = useTranslations("Movement");
  const last = (days: number) => {
    const today = dayIn(new Date(), timeZone);
    return new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10);
  };
  return (
    <>
      <Field label={t("from")} className="w-40" error={error}>
        <Input
          type="date"
          value={from ?? shown?.from ?? ""}
          onChange={({ target }) => onChange({ from: target.value || null, to })}
        />
      </Field>
      <Field label={t("to")} className="w-40">
        <Input
          type="date"
          value={to ?? shown?.to ?? ""}
          onChange={({ target }) => onChange({ from: from ?? shown?.from ?? null, to: target.value || null })}
        />
      </Field>
      <div className="mt-6 flex flex-wrap gap-2">
        {PRESETS.map((days) => (
          <Button key={days} onClick={() => onChange({ from: last(days), to: null })}>
            {t("preset", { days })}
          </Button>
        ))}
      </div>
    </>
  );
}
