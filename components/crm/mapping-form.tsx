"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { crmFieldsQuery, crmQuery, updateConnection } from "#lib/crm/api.ts";
import { type CrmConnection, type Settings, settingsSchema } from "#lib/crm/schemas.ts";
import { DealStages } from "./deal-stages.tsx";
import { MappedFields } from "./mapped-fields.tsx";
import { useCrmError } from "./use-crm-error.ts";

/** What is written and read. The CRM's own names are offered where it answers; others can be typed. */
export function MappingForm({ connection }: { connection: CrmConnection }) {
  const t = useTranslations("Crm");
  const queryClient = useQueryClient();
  const errorText = useCrmError();
  const [settings, setSettings] = useState<Settings>(connection.settings);
  const known = useQuery(crmFieldsQuery(connection.key));
  const [isWrong, setWrong] = useState(false);
  const save = useMutation({
    mutationFn: updateConnection,
    onSuccess() {
      showToast("success", t("saved"));
      return queryClient.invalidateQueries({ ...crmQuery(), exact: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isRight = settingsSchema.safeParse(settings).success;
    setWrong(!isRight);
    if (isRight) save.mutate({ key: connection.key, settings });
  };
  const set = (change: Partial<Settings>) => setSettings({ ...settings, ...change });
  return (
    <form className="flex flex-col gap-6" onSubmit={submit} noValidate>
      {known.error && <Alert tone="caution">{errorText(known.error)}</Alert>}
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-medium">{t("mapping.who")}</legend>
        <Field inline label={t("mapping.createContacts")}>
          <Checkbox
            checked={settings.create_contacts}
            onCheckedChange={(checked) => set({ create_contacts: checked === true })}
          />
        </Field>
        <Field inline label={t("mapping.createLeads")}>
          <Checkbox
            checked={settings.create_leads}
            onCheckedChange={(checked) => set({ create_leads: checked === true })}
          />
        </Field>
      </fieldset>
      <MappedFields
        value={settings.mapping}
        fields={known.data?.fields ?? []}
        onChange={(mapping) => set({ mapping })}
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-medium">{t("mapping.deals")}</legend>
        <p className="text-muted">{t("mapping.dealsText")}</p>
        <Field label={t("mapping.lost")} className="max-w-xs">
          <Select
            value={settings.lost_stage}
            options={(["disqualified", "recycled"] as const).map((value) => ({
              value,
              label: t(`mapping.lostStages.${value}`),
            }))}
            onChange={({ target }) =>
              set({ lost_stage: target.value === "recycled" ? "recycled" : "disqualified" })
            }
          />
        </Field>
        <DealStages
          value={settings.deal_stages}
          stages={known.data?.deal_stages ?? []}
          onChange={(deal_stages) => set({ deal_stages })}
        />
      </fieldset>
      {(isWrong || save.error) && (
        <Alert tone="danger" live>
          {isWrong ? t("mapping.wrong") : errorText(save.error)}
        </Alert>
      )}
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
