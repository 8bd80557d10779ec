"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { mailSettingsQuery, putMailSettings } from "#lib/mail/api.ts";
import { type MailSettings, mailSettingsSchema } from "#lib/mail/schemas.ts";

/** How leads are written to by programmes. */
export function MailSettingsCard({ mayManage }: { mayManage: boolean }) {
  const { data } = useQuery(mailSettingsQuery());
  return data ? <SettingsForm settings={data} mayManage={mayManage} /> : null;
}

function SettingsForm({ settings, mayManage }: { settings: MailSettings; mayManage: boolean }) {
  const t = useTranslations("Outbox.settings");
  const client = useQueryClient();
  const onError = useErrorToast();
  const [cap, setCap] = useState(String(settings.weekly_cap));
  const [consent, setConsent] = useState(settings.needs_consent);
  const read = mailSettingsSchema.safeParse({ weekly_cap: Number(cap), needs_consent: consent });
  const save = useMutation({
    mutationFn: putMailSettings,
    onError,
    onSuccess: (saved) => {
      client.setQueryData(mailSettingsQuery().queryKey, saved);
      showToast("success", t("saved"));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.success) save.mutate(read.data);
  };
  return (
    <Card title={t("title")} description={t("text")}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t("cap")}
          hint={t("capHint")}
          error={read.success ? undefined : t("capError")}
          className="max-w-96"
        >
          <Input
            type="number"
            min={1}
            max={50}
            className="w-24"
            disabled={!mayManage}
            value={cap}
            onChange={({ target }) => setCap(target.value)}
          />
        </Field>
        <Field inline label={t("consent")} hint={t("consentHint")}>
          <Checkbox
            checked={consent}
            disabled={!mayManage}
            onCheckedChange={(checked) => setConsent(checked === true)}
          />
        </Field>
        {mayManage && (
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
