"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { STAGES } from "#lib/leads/stages.ts";
import type { Goal, SendWindow } from "#lib/programmes/schemas.ts";

type GoalProps = { goal: Goal | null; onChange: (goal: Goal | null) => void };

/** What ends the programme for a lead: a stage, or an event. */
export function GoalFields({ goal, onChange }: GoalProps) {
  const t = useTranslations("Programmes");
  const stages = useTranslations("Leads.stages");
  const kinds = ["none", "stage", "event"] as const;
  const choose = (kind: string) => {
    if (kind === "stage") onChange({ kind: "stage", stage: "opportunity" });
    else if (kind === "event") onChange({ kind: "event", event: "email_replied" });
    else onChange(null);
  };
  return (
    <div className="flex flex-wrap items-start gap-4">
      <Field label={t("goal")} className="w-64">
        <Select
          value={goal?.kind ?? "none"}
          options={kinds.map((value) => ({ value, label: t(`goals.${value}`) }))}
          onChange={({ target }) => choose(target.value)}
        />
      </Field>
      {goal?.kind === "stage" && (
        <Field label={t("stage")} className="w-56">
          <Select
            value={goal.stage}
            options={STAGES.map((value) => ({ value, label: stages(value) }))}
            onChange={({ target }) => {
              const stage = STAGES.find((one) => one === target.value);
              if (stage) onChange({ kind: "stage", stage });
            }}
          />
        </Field>
      )}
      {goal?.kind === "event" && (
        <Field label={t("event")} className="w-56">
          <Input
            value={goal.event}
            maxLength={200}
            onChange={({ target }) => onChange({ kind: "event", event: target.value })}
          />
        </Field>
      )}
    </div>
  );
}

type WindowProps = { window: SendWindow | null; onChange: (window: SendWindow | null) => void };
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** 1 January 2024 was a Monday. */
const dayOf = (day: number) => new Date(Date.UTC(2024, 0, day));

/** When mails may go, by the lead's own clock. */
export function WindowFields({ window, onChange }: WindowProps) {
  const t = useTranslations("Programmes");
  const format = useFormatter();
  return (
    <div className="flex flex-col gap-3">
      <Field inline label={t("window")} hint={t("windowHint")}>
        <Checkbox
          checked={window !== null}
          onCheckedChange={(checked) =>
            onChange(checked === true ? { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" } : null)
          }
        />
      </Field>
      {window && (
        <div className="flex flex-wrap items-end gap-4">
          <Field label={t("from")} className="w-32">
            <Input
              type="time"
              value={window.from}
              onChange={({ target }) => onChange({ ...window, from: target.value })}
            />
          </Field>
          <Field label={t("to")} className="w-32">
            <Input
              type="time"
              value={window.to}
              onChange={({ target }) => onChange({ ...window, to: target.value })}
            />
          </Field>
          <div className="flex flex-wrap gap-x-4">
            {DAYS.map((day) => (
              <Field
                key={day}
                inline
                label={format.dateTime(dayOf(day), { weekday: "short", timeZone: "UTC" })}
              >
                <Checkbox
                  checked={window.days.includes(day)}
                  onCheckedChange={(checked) =>
                    onChange({
                      ...window,
                      days: DAYS.filter((one) =>
                        one === day ? checked === true : window.days.includes(one),
                      ),
                    })
                  }
                />
              </Field>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
