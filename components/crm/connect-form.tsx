"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { createConnection, crmQuery } from "#lib/crm/api.ts";
import { CRM_KINDS, type CrmKind } from "#lib/crm/states.ts";
import { CredentialFields, credentialsOf, NO_SECRETS } from "./credential-fields.tsx";
import { useCrmError } from "./use-crm-error.ts";

const ADDRESS: Record<CrmKind, string> = { hubspot: "https://api.hubapi.com", salesforce: "" };

/** Connects a CRM; it is asked whether it takes the credentials before anything is stored. */
export function ConnectForm() {
  const t = useTranslations("Crm");
  const queryClient = useQueryClient();
  const errorText = useCrmError();
  const [kind, setKind] = useState<CrmKind>("hubspot");
  const [address, setAddress] = useState(ADDRESS.hubspot);
  const [secrets, setSecrets] = useState(NO_SECRETS);
  const connect = useMutation({
    mutationFn: createConnection,
    onSuccess() {
      setSecrets(NO_SECRETS);
      showToast("success", t("connected"));
      return queryClient.invalidateQueries(crmQuery());
    },
  });
  const credentials = credentialsOf(kind, secrets);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (credentials)
      connect.mutate({ name: t(`kinds.${kind}`), kind, base_url: address.trim(), credentials });
  };
  return (
    <Card title={t("connectTitle")} description={t("connectText")}>
      <form className="flex flex-col gap-4" onSubmit={submit}>
        <Field label={t("kind")} className="max-w-xs">
          <Select
            value={kind}
            options={CRM_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={({ target }) => {
              const chosen = CRM_KINDS.find((one) => one === target.value) ?? "hubspot";
              setKind(chosen);
              setAddress(ADDRESS[chosen]);
              setSecrets(NO_SECRETS);
            }}
          />
        </Field>
        <Field label={t("address")} hint={t(`addressHint.${kind}`)}>
          <Input
            type="url"
            required
            value={address}
            placeholder={kind === "salesforce" ? "https://example.my.salesforce.com" : undefined}
            onChange={({ target }) => setAddress(target.value)}
          />
        </Field>
        <CredentialFields kind={kind} value={secrets} onChange={setSecrets} />
        {connect.error && (
          <Alert tone="danger" live title={t("notConnected")}>
            {errorText(connect.error)}
          </Alert>
        )}
        <div>
          <Button type="submit" variant="primary" pending={connect.isPending}>
            {t("connect")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
