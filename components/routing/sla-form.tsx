"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { showToast } from "#components/ui/toast.tsx";
import type { Week } from "#lib/routing/working-hours.ts";
import { putSla, slaQuery } from "#lib/sla/api.ts";
import { MAX_TARGET_MINUTES, type Sla, slaSchema } from "#lib/sla/schemas.ts";
import { WeekEditor } from "./week-editor.tsx";

const LEVELS = ["warn_minutes", "manager_minutes", "reassign_minutes"] as const;
const minutesOf = (text: string) => (text.trim() === "" ? null : Number(text));
const textOf = (minutes: number | null | undefined) => (minutes == null ? "" : String(minutes));

/** How soon sales is to answer, when that time counts, and what happens where it does not. */
export function SlaForm({ manages }: { manages: boolean }) {
  const t = useTranslations("Routing");
  const queries = useQueryClient();
  const onError = useErrorToast();
  const { data } = useSuspenseQuery(slaQuery());
  const [on, setOn] = useState(data.sla !== null);
  const [target, setTarget] = useState(textOf(data.sla?.target_minutes ?? 60));
  const [levels, setLevels] = useState(LEVELS.map((level) => textOf(data.sla?.[level])));
  const [week, setWeek] = useState<Week | null>(data.sla?.week ?? null);
  const [refused, setRefused] = useState<string[]>([]);
  const save = useMutation({
    mutationFn: (sla: Sla | null) => putSla(sla),
    onError,
    onSuccess: (saved) => {
      queries.setQueryData(slaQuery().queryKey, saved);
      showToast("success", t("saved"));
      return queries.invalidateQueries({ queryKey: ["queue"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [warn = null, manager = null, reassign = null] = levels.map(minutesOf);
    const parsed = slaSchema.safeParse({
      target_minutes: minutesOf(target),
      week,
      warn_minutes: warn,
      manager_minutes: manager,
      reassign_minutes: reassign,
    });
    setRefused(parsed.success || !on ? [] : parsed.error.issues.map(({ path }) => String(path[0])));
    if (!on) save.mutate(null);
    else if (parsed.success) save.mutate(parsed.data);
  };
  const number = { type: "number", min: 0, max: MAX_TARGET_MINUTES, disabled: !manages } as const;
  return (
    <Card title={t("slaTitle")} description={t("slaText")}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("slaOn")} inline>
          <Switch checked={on} disabled={!manages} onCheckedChange={setOn} />
        </Field>
        {on && (
          <>
            <Field
              label={t("target")}
              className="w-56"
              error={refused.includes("target_minutes") ? t("targetError") : undefined}
            >
              <Input {...number} value={target} onChange={(event) => setTarget(event.target.value)} />
            </Field>
            <fieldset>
              <legend className="mb-1 font-medium text-sm">{t("slaWeek", { zone: data.time_zone })}</legend>
              <WeekEditor week={week} disabled={!manages} onChange={setWeek} />
              {refused.includes("week") && (
                <p role="alert" className="mt-1 text-danger text-sm">
                  {t("weekError")}
                </p>
              )}
            </fieldset>
            <fieldset>
              <legend className="font-medium text-sm">{t("escalation")}</legend>
              <p className="mb-2 text-muted text-sm">{t("escalationText")}</p>
              <div className="grid gap-3 sm:grid-cols-3">
                {LEVELS.map((level, n) => (
                  <Field
                    key={level}
                    label={t(`levels.${level}`)}
                    error={refused.includes(level) ? t("levelError") : undefined}
                  >
                    <Input
                      {...number}
                      value={levels[n] ?? ""}
                      placeholder={t("notUsed")}
                      onChange={(event) => setLevels(levels.with(n, event.target.value))}
                    />
                  </Field>
                ))}
              </div>
            </fieldset>
          </>
        )}
        {manages && (
          <div>
            <Button type="submit" variant="primary" pending={save.isPending}>
              {t("save")}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
