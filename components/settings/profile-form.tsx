"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { writePreferenceCookie } from "#lib/browser-cookie.ts";
import { isLocale, localeCookie } from "#lib/i18n/locale.ts";
import { timeZoneCookie } from "#lib/i18n/time-zone.ts";
import { meQuery, updateMe } from "#lib/members/me-api.ts";
import type { Me } from "#lib/members/me-schemas.ts";
import { LocaleSelect, TimeZoneSelect } from "./preference-select.tsx";
import { useErrorToast } from "./use-error-text.ts";

/** The server renders by cookies, so that a preference counts from the next page on, before any query. */
function keepPreferences(me: Me): void {
  writePreferenceCookie(localeCookie, me.locale ?? "");
  writePreferenceCookie(timeZoneCookie, me.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
}

export function ProfileForm({ me }: { me: Me }) {
  const t = useTranslations("Settings");
  const roles = useTranslations("Shell.roles");
  const router = useRouter();
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const form = useForm({ values: { name: me.name, locale: me.locale ?? "", timeZone: me.time_zone ?? "" } });
  const save = useMutation({
    mutationFn: updateMe,
    onError,
    onSuccess(saved) {
      queryClient.setQueryData(meQuery().queryKey, saved);
      keepPreferences(saved);
      router.refresh();
      showToast("success", t("saved"));
    },
  });
  const { errors } = form.formState;
  return (
    <Card title={t("profile.person")}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={form.handleSubmit(({ name, locale, timeZone }) =>
          save.mutate({ name, locale: isLocale(locale) ? locale : null, time_zone: timeZone || null }),
        )}
      >
        <Field label={t("profile.name")} error={errors.name && t("errors.name")}>
          <Input
            autoComplete="name"
            maxLength={120}
            {...form.register("name", { validate: (name) => name.trim() !== "" })}
          />
        </Field>
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
          <Fact name={t("profile.email")} value={me.email} />
          <Fact name={t("profile.role")} value={roles(me.role)} />
          <Fact
            name={t("profile.signsFor")}
            value={me.signs_for ? t(`sides.${me.signs_for}`) : t("profile.signsForNone")}
          />
        </dl>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("profile.locale")}>
            <LocaleSelect asBrowser {...form.register("locale")} />
          </Field>
          <Field label={t("profile.timeZone")} hint={t("profile.timeZoneHint")}>
            <TimeZoneSelect asBrowser {...form.register("timeZone")} />
          </Field>
        </div>
        <div>
          <Button type="submit" variant="primary" pending={save.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{value}</dd>
    </div>
  );
}
