"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { crmQuery, updateConnection } from "#lib/crm/api.ts";
import type { CrmConnection } from "#lib/crm/schemas.ts";
import { CredentialFields, credentialsOf, NO_SECRETS } from "./credential-fields.tsx";
import { useCrmError } from "./use-crm-error.ts";

/** Name, address and credentials; the stored credentials are never shown. */
export function CredentialsForm({ connection }: { connection: CrmConnection }) {
  const t = useTranslations("Crm");
  const queryClient = useQueryClient();
  const errorText = useCrmError();
  const [name, setName] = useState(connection.name);
  const [address, setAddress] = useState(connection.base_url);
  const [secrets, setSecrets] = useState(NO_SECRETS);
  const save = useMutation({
    mutationFn: updateConnection,
    onSuccess() {
      setSecrets(NO_SECRETS);
      showToast("success", t("saved"));
      return queryClient.invalidateQueries(crmQuery());
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const credentials = credentialsOf(connection.kind, secrets);
    save.mutate({
      key: connection.key,
      name: name.trim(),
      ...(credentials ? { base_url: address.trim(), credentials } : {}),
    });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      <Field label={t("name")} className="max-w-md">
        <Input value={name} onChange={({ target }) => setName(target.value)} />
      </Field>
      <Field label={t("address")} hint={t("addressWith")}>
        <Input type="url" value={address} onChange={({ target }) => setAddress(target.value)} />
      </Field>
      <CredentialFields kind={connection.kind} value={secrets} onChange={setSecrets} />
      {save.error && (
        <Alert tone="danger" live>
          {errorText(save.error)}
        </Alert>
      )}
      <div>
        <Button type="submit" pending={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
