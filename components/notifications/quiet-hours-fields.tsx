"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { QuietHours } from "#lib/notifications/quiet-hours.ts";

const USUAL = { from: "20:00", to: "08:00" };

export function QuietHoursFields({
  hours,
  onChange,
}: {
  hours: QuietHours;
  onChange: (hours: QuietHours) => void;
}) {
  const t = useTranslations("Notifications.preferences");
  return (
    <div className="flex flex-col gap-4">
      <Field inline label={t("quietOn")}>
        <Switch checked={hours !== null} onCheckedChange={(on) => onChange(on ? USUAL : null)} />
      </Field>
      {hours && (
        <div className="flex flex-wrap gap-4">
          {(["from", "to"] as const).map((end) => (
            <Field key={end} label={t(end)} error={hours[end] === "" ? t("timeError") : undefined}>
              <Input
                type="time"
                required
                value={hours[end]}
                onChange={({ target }) => onChange({ ...hours, [end]: target.value })}
              />
            </Field>
          ))}
        </div>
      )}
    </div>
  );
}
