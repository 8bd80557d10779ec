"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Credentials } from "#lib/crm/schemas.ts";
import type { CrmKind } from "#lib/crm/states.ts";

export type Secrets = { token: string; id: string; secret: string };
export const NO_SECRETS: Secrets = { token: "", id: "", secret: "" };

/** Null while something is missing. */
export function credentialsOf(kind: CrmKind, { token, id, secret }: Secrets): Credentials | null {
  if (kind === "hubspot") return token.trim() === "" ? null : { token: token.trim() };
  return id.trim() === "" || secret.trim() === ""
    ? null
    : { client_id: id.trim(), client_secret: secret.trim() };
}

export function CredentialFields({
  kind,
  value,
  onChange,
}: {
  kind: CrmKind;
  value: Secrets;
  onChange: (value: Secrets) => void;
}) {
  const t = useTranslations("Crm");
  if (kind === "hubspot") {
    return (
      <Field label={t("token")} hint={t("tokenHint")}>
        <Input
          type="password"
          autoComplete="off"
          required
          value={value.token}
          onChange={({ target }) => onChange({ ...value, token: target.value })}
        />
      </Field>
    );
  }
  return (
    <>
      <Field label={t("clientId")} hint={t("clientHint")}>
        <Input
          autoComplete="off"
          required
          value={value.id}
          onChange={({ target }) => onChange({ ...value, id: target.value })}
        />
      </Field>
      <Field label={t("clientSecret")}>
        <Input
          type="password"
          autoComplete="off"
          required
          value={value.secret}
          onChange={({ target }) => onChange({ ...value, secret: target.value })}
        />
      </Field>
    </>
  );
}
