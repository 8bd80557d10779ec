"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import type { Workspace } from "#lib/workspace/schemas.ts";
import { CurrencySelect, LocaleSelect, TimeZoneSelect } from "./preference-select.tsx";
import { useUpdateWorkspace } from "./use-update-workspace.ts";

export function WorkspaceForm({ workspace, readOnly }: { workspace: Workspace; readOnly: boolean }) {
  const t = useTranslations("Settings");
  const update = useUpdateWorkspace();
  const form = useForm({
    values: {
      name: workspace.name,
      locale: workspace.locale,
      timeZone: workspace.time_zone,
      currency: workspace.currency,
    },
    disabled: readOnly,
  });
  return (
    <Card title={t("workspace.general")}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={form.handleSubmit(({ name, locale, timeZone, currency }) =>
          update.mutate({
            name,
            currency,
            time_zone: timeZone,
            locale: isLocale(locale) ? locale : defaultLocale,
          }),
        )}
      >
        <Field label={t("workspace.name")} error={form.formState.errors.name && t("errors.name")}>
          <Input maxLength={120} {...form.register("name", { validate: (name) => name.trim() !== "" })} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("workspace.timeZone")} hint={t("workspace.timeZoneHint")}>
            <TimeZoneSelect {...form.register("timeZone")} />
          </Field>
          <Field label={t("workspace.locale")} hint={t("workspace.localeHint")}>
            <LocaleSelect {...form.register("locale")} />
          </Field>
          <Field label={t("workspace.currency")} hint={t("workspace.currencyHint")}>
            <CurrencySelect {...form.register("currency")} />
          </Field>
        </div>
        {!readOnly && (
          <div>
            <Button type="submit" variant="primary" pending={update.isPending}>
              {t("save")}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
