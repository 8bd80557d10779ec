"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { paths } from "#lib/paths.ts";
import { deleteEndpoint, endpointsQuery, updateEndpoint } from "#lib/webhooks/api.ts";
import { createEndpointSchema, type Endpoint } from "#lib/webhooks/schemas.ts";
import { RotateSecret } from "./rotate-secret.tsx";
import { UrlField, useUrlError } from "./url-field.tsx";

export function ManageWebhook({ webhook }: { webhook: Endpoint }) {
  return (
    <div className="flex flex-col gap-6">
      <Edit webhook={webhook} />
      {webhook.format === "standard" && <RotateSecret webhook={webhook} />}
      <Disable webhook={webhook} />
      <Delete webhook={webhook} />
    </div>
  );
}

function useUpdate(said: string) {
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  return useMutation({
    mutationFn: updateEndpoint,
    onError,
    onSuccess() {
      showToast("success", said);
      return queryClient.invalidateQueries(endpointsQuery());
    },
  });
}

function Edit({ webhook: { key, name, url } }: { webhook: Endpoint }) {
  const t = useTranslations("Webhooks");
  const urlError = useUrlError();
  const save = useUpdate(t("manage.saved"));
  const form = useForm({ defaultValues: { name, url } });
  const { errors } = form.formState;
  return (
    <Card title={t("manage.editTitle")} description={t("manage.key", { key })}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={form.handleSubmit((input) => save.mutate({ key, ...input }))}
      >
        <Field label={t("name")} error={errors.name && t("nameError")}>
          <Input
            autoComplete="off"
            {...form.register("name", {
              validate: (text) => createEndpointSchema.shape.name.safeParse(text).success,
            })}
          />
        </Field>
        <UrlField
          field={form.register("url", { validate: (text) => urlError(text) ?? true })}
          error={errors.url?.message}
        />
        <div>
          <Button type="submit" pending={save.isPending}>
            {t("manage.save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Disable({ webhook: { key, name, state } }: { webhook: Endpoint }) {
  const t = useTranslations("Webhooks.manage");
  const disabled = state === "disabled";
  const update = useUpdate(t(disabled ? "enabledToast" : "disabledToast", { name }));
  return (
    <Card title={t("disableTitle")} description={t(disabled ? "enableText" : "disableText")}>
      {disabled ? (
        <Button pending={update.isPending} onClick={() => update.mutate({ key, disabled: false })}>
          {t("enable")}
        </Button>
      ) : (
        <ConfirmDialog
          trigger={<Button pending={update.isPending}>{t("disable")}</Button>}
          title={t("disableAsk", { name })}
          description={t("disableWarn")}
          confirmText={t("disable")}
          cancelText={t("cancel")}
          danger
          onConfirm={() => update.mutate({ key, disabled: true })}
        />
      )}
    </Card>
  );
}

function Delete({ webhook: { key, name } }: { webhook: Endpoint }) {
  const t = useTranslations("Webhooks.manage");
  const queryClient = useQueryClient();
  const router = useRouter();
  const onError = useErrorToast();
  const remove = useMutation({
    mutationFn: deleteEndpoint,
    onError,
    onSuccess() {
      showToast("success", t("deleted", { name }));
      router.push(paths.settings("webhooks"));
      return queryClient.invalidateQueries({ ...endpointsQuery(), exact: true });
    },
  });
  return (
    <Card title={t("deleteTitle")} description={t("deleteText")}>
      <ConfirmDialog
        trigger={
          <Button variant="danger" pending={remove.isPending}>
            {t("delete")}
          </Button>
        }
        title={t("deleteAsk", { name })}
        description={t("deleteWarn")}
        confirmText={t("delete")}
        cancelText={t("cancel")}
        danger
        onConfirm={() => remove.mutate(key)}
      />
    </Card>
  );
}
