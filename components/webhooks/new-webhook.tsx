"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { ShownOnce } from "#components/settings/shown-once.tsx";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { paths } from "#lib/paths.ts";
import { createEndpoint, endpointsQuery } from "#lib/webhooks/api.ts";
import { createEndpointSchema } from "#lib/webhooks/schemas.ts";
import { WEBHOOK_FORMATS, type WebhookFormat } from "#lib/webhooks/states.ts";
import { UrlField, useUrlError } from "./url-field.tsx";

type Fields = { name: string; url: string; format: WebhookFormat };

export function NewWebhook() {
  const t = useTranslations("Webhooks");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const urlError = useUrlError();
  const form = useForm<Fields>({ defaultValues: { name: "", url: "", format: "standard" } });
  const create = useMutation({
    mutationFn: createEndpoint,
    onError,
    onSuccess() {
      form.reset();
      return queryClient.invalidateQueries(endpointsQuery());
    },
  });
  const { errors } = form.formState;
  const made = create.data;
  return (
    <Card title={t("createTitle")}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={form.handleSubmit((input) => create.mutate(input))}
      >
        <Field label={t("name")} error={errors.name && t("nameError")}>
          <Input
            autoComplete="off"
            placeholder={t("namePlaceholder")}
            {...form.register("name", {
              validate: (name) => createEndpointSchema.shape.name.safeParse(name).success,
            })}
          />
        </Field>
        <UrlField
          field={form.register("url", { validate: (url) => urlError(url) ?? true })}
          error={errors.url?.message}
        />
        <Field label={t("format")} hint={t("formatHint")}>
          <Select
            options={WEBHOOK_FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }))}
            {...form.register("format")}
          />
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={create.isPending}>
            {t("create")}
          </Button>
        </div>
      </form>
      {made && (
        <ShownOnce
          title={t("made", { name: made.name })}
          text={t("madeText")}
          label={t("secret")}
          value={made.secret}
          copyLabel={t("copySecret")}
          doneText={t("secretDone")}
          onDone={create.reset}
        >
          <Button asChild size="sm" variant="primary">
            <Link href={paths.webhook(made.key)}>{t("open")}</Link>
          </Button>
        </ShownOnce>
      )}
    </Card>
  );
}
