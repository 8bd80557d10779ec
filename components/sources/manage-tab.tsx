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
import { deleteSource, limitSource, sourcesQuery, updateSource } from "#lib/sources/api.ts";
import { createSourceSchema, limitSourceSchema, type Source } from "#lib/sources/schemas.ts";
import { RotateKey } from "./rotate-key.tsx";

export function ManageTab({ source }: { source: Source }) {
  return (
    <div className="flex flex-col gap-6">
      <Rename source={source} />
      <Limit source={source} />
      <RotateKey source={source} />
      <Revoke source={source} />
      <Delete source={source} />
    </div>
  );
}

function useUpdate(said: (name: string) => string) {
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  return useMutation({
    mutationFn: ({ id, ...change }: { id: number; name: string; disabled?: boolean }) =>
      updateSource({
        id,
        ...(change.disabled === undefined ? { name: change.name } : { disabled: change.disabled }),
      }),
    onError,
    onSuccess(_, { name }) {
      showToast("success", said(name));
      return queryClient.invalidateQueries(sourcesQuery());
    },
  });
}

function Rename({ source }: { source: Source }) {
  const t = useTranslations("Sources");
  const rename = useUpdate((name) => t("manage.renamed", { name }));
  const form = useForm({ defaultValues: { name: source.name } });
  return (
    <Card title={t("manage.renameTitle")}>
      <form
        noValidate
        className="flex flex-wrap items-end gap-3"
        onSubmit={form.handleSubmit(({ name }) => rename.mutate({ id: source.id, name }))}
      >
        <Field
          label={t("name")}
          error={form.formState.errors.name && t("nameError")}
          className="min-w-56 flex-1"
        >
          <Input
            autoComplete="off"
            {...form.register("name", { validate: (name) => createSourceSchema.safeParse({ name }).success })}
          />
        </Field>
        <Button type="submit" pending={rename.isPending}>
          {t("manage.rename")}
        </Button>
      </form>
    </Card>
  );
}

/** An empty field means the usual limit. */
const toLimit = (text: string): number | null => (text.trim() === "" ? null : Number(text));

function Limit({ source }: { source: Source }) {
  const t = useTranslations("Sources");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const form = useForm({ defaultValues: { limit: source.events_per_minute?.toString() ?? "" } });
  const save = useMutation({
    mutationFn: limitSource,
    onError,
    onSuccess() {
      showToast("success", t("manage.limitSaved"));
      return queryClient.invalidateQueries(sourcesQuery());
    },
  });
  return (
    <Card title={t("manage.limitTitle")} description={t("manage.limitText")}>
      <form
        noValidate
        className="flex flex-wrap items-end gap-3"
        onSubmit={form.handleSubmit(({ limit }) => save.mutate({ id: source.id, limit: toLimit(limit) }))}
      >
        <Field
          label={t("manage.limit")}
          hint={t("manage.limitHint")}
          error={form.formState.errors.limit && t("manage.limitError")}
          className="min-w-56 flex-1"
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            {...form.register("limit", {
              validate: (limit) => limitSourceSchema.safeParse({ events_per_minute: toLimit(limit) }).success,
            })}
          />
        </Field>
        <Button type="submit" pending={save.isPending}>
          {t("manage.limitSave")}
        </Button>
      </form>
    </Card>
  );
}

function Revoke({ source }: { source: Source }) {
  const t = useTranslations("Sources.manage");
  const { id, name, disabled } = source;
  const update = useUpdate(() => t(disabled ? "restored" : "revokedToast", { name }));
  return (
    <Card title={t("revokeTitle")} description={t("revokeText")}>
      {disabled ? (
        <Button pending={update.isPending} onClick={() => update.mutate({ id, name, disabled: false })}>
          {t("restore")}
        </Button>
      ) : (
        <ConfirmDialog
          trigger={<Button pending={update.isPending}>{t("revoke")}</Button>}
          title={t("revokeAsk", { name })}
          description={t("revokeWarn")}
          confirmText={t("revoke")}
          cancelText={t("cancel")}
          danger
          onConfirm={() => update.mutate({ id, name, disabled: true })}
        />
      )}
    </Card>
  );
}

function Delete({ source: { id, name } }: { source: Source }) {
  const t = useTranslations("Sources.manage");
  const queryClient = useQueryClient();
  const router = useRouter();
  const onError = useErrorToast();
  const remove = useMutation({
    mutationFn: deleteSource,
    onError,
    onSuccess() {
      showToast("success", t("deleted", { name }));
      router.push(paths.settings("sources"));
      return queryClient.invalidateQueries(sourcesQuery());
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
        onConfirm={() => remove.mutate(id)}
      />
    </Card>
  );
}
