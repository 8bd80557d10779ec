"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { Interval, Week } from "#lib/routing/working-hours.ts";

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const OFFICE: Week = [1, 2, 3, 4, 5].map((day) => ({ day, from: "09:00", to: "17:00" }));
/** 5 January 1970 was a Monday. */
const dayOf = (day: number) => new Date(Date.UTC(1970, 0, 4 + day));

export function useDayName(): (day: number, style?: "long" | "short") => string {
  const format = useFormatter();
  return (day, style = "long") => format.dateTime(dayOf(day), { weekday: style, timeZone: "UTC" });
}

/** `<input type="time">` knows no 24:00; midnight at the end of a day is 00:00 there. */
const shown = (to: string) => (to === "24:00" ? "00:00" : to);
const meant = (to: string) => (to === "00:00" ? "24:00" : to);

export interface WeekEditorProps {
  week: Week | null;
  disabled?: boolean;
  onChange: (week: Week | null) => void;
}

/** Intervals of a week, or around the clock. */
export function WeekEditor({ week, disabled = false, onChange }: WeekEditorProps) {
  const t = useTranslations("Routing");
  const dayName = useDayName();
  const change = (at: number, changed: Partial<Interval>) =>
    onChange((week ?? []).map((one, n) => (n === at ? { ...one, ...changed } : one)));
  return (
    <div className="flex flex-col gap-2">
      <Field label={t("aroundTheClock")} inline>
        <Switch
          checked={week === null}
          disabled={disabled}
          onCheckedChange={(always) => onChange(always ? null : OFFICE)}
        />
      </Field>
      {week?.map((interval, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: intervals have no identity but their place
        <div key={n} className="flex flex-wrap items-end gap-2">
          <Field label={t("day")} hideLabel className="w-full sm:w-36">
            <Select
              value={String(interval.day)}
              disabled={disabled}
              options={DAYS.map((day) => ({ value: String(day), label: dayName(day) }))}
              onChange={({ target }) => change(n, { day: Number(target.value) })}
            />
          </Field>
          <Field label={t("from")} hideLabel className="min-w-0 flex-1 sm:w-36 sm:flex-none">
            <Input
              type="time"
              required
              disabled={disabled}
              value={interval.from}
              onChange={({ target }) => change(n, { from: target.value })}
            />
          </Field>
          <Field label={t("to")} hideLabel className="min-w-0 flex-1 sm:w-36 sm:flex-none">
            <Input
              type="time"
              required
              disabled={disabled}
              value={shown(interval.to)}
              onChange={({ target }) => change(n, { to: meant(target.value) })}
            />
          </Field>
          {!disabled && (
            <IconButton
              label={t("removeInterval", { day: dayName(interval.day), from: interval.from })}
              disabled={week.length === 1}
              onClick={() => onChange(week.filter((_, at) => at !== n))}
            >
              <Trash2 aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {week && !disabled && (
        <div>
          <Button size="sm" onClick={() => onChange([...week, nextInterval(week)])}>
            <Plus aria-hidden />
            {t("addInterval")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The first day without an interval, in office hours; else the last one's evening. */
function nextInterval(week: Week): Interval {
  const day = DAYS.find((one) => week.every((interval) => interval.day !== one));
  return day === undefined ? { day: 7, from: "18:00", to: "20:00" } : { day, from: "09:00", to: "17:00" };
}
