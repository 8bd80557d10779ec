"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import { DIGESTS } from "#lib/notifications/groups.ts";
import type { Preferences } from "#lib/notifications/preference-schemas.ts";

type Digest = Preferences["digest"];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** 5 January 2026 was a Monday. */
const day = (weekday: number) => new Date(Date.UTC(2026, 0, 4 + weekday));

export function DigestFields({ digest, onChange }: { digest: Digest; onChange: (digest: Digest) => void }) {
  const t = useTranslations("Notifications.preferences");
  const format = useFormatter();
  return (
    <div className="flex flex-col gap-4">
      <div>
        <SegmentedControl
          label={t("digestTitle")}
          value={digest.every}
          onValueChange={(every) => onChange({ ...digest, every })}
          options={DIGESTS.map((value) => ({ value, label: t(`digests.${value}`) }))}
        />
      </div>
      {digest.every !== "off" && (
        <div className="flex flex-wrap gap-4">
          {digest.every === "weekly" && (
            <Field label={t("weekday")}>
              <Select
                value={String(digest.weekday)}
                onChange={({ target }) => onChange({ ...digest, weekday: Number(target.value) })}
                options={WEEKDAYS.map((weekday) => ({
                  value: String(weekday),
                  label: format.dateTime(day(weekday), { weekday: "long", timeZone: "UTC" }),
                }))}
              />
            </Field>
          )}
          <Field label={t("hour")}>
            <Select
              value={String(digest.hour)}
              onChange={({ target }) => onChange({ ...digest, hour: Number(target.value) })}
              options={HOURS.map((hour) => ({
                value: String(hour),
                label: format.dateTime(new Date(Date.UTC(2026, 0, 5, hour)), {
                  timeStyle: "short",
                  timeZone: "UTC",
                }),
              }))}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
