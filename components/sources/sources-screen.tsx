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
import { paths } from "#lib/paths.ts";
import { createSource, sourcesQuery } from "#lib/sources/api.ts";
import { createSourceSchema } from "#lib/sources/schemas.ts";
import { rememberKey } from "./new-keys.ts";
import { SourcesTable } from "./sources-table.tsx";

export function SourcesScreen({ mayManage }: { mayManage: boolean }) {
  const t = useTranslations("Sources");
  return (
    <div className="flex flex-col gap-6">
      {mayManage ? <NewSource /> : <p className="text-muted">{t("readOnly")}</p>}
      <SourcesTable mayManage={mayManage} />
    </div>
  );
}

function NewSource() {
  const t = useTranslations("Sources");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const form = useForm({ defaultValues: { name: "" } });
  const create = useMutation({
    mutationFn: createSource,
    onError,
    onSuccess({ id, write_key }) {
      form.reset();
      rememberKey(queryClient, id, write_key);
      return queryClient.invalidateQueries(sourcesQuery());
    },
  });
  return (
    <Card title={t("createTitle")}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={form.handleSubmit((input) => create.mutate(input))}
      >
        <Field label={t("name")} error={form.formState.errors.name && t("nameError")}>
          <Input
            autoComplete="off"
            placeholder={t("namePlaceholder")}
            {...form.register("name", {
              validate: (name) => createSourceSchema.safeParse({ name }).success,
            })}
          />
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={create.isPending}>
            {t("create")}
          </Button>
        </div>
      </form>
      {create.data && (
        <ShownOnce
          title={t("made", { name: create.data.name })}
          text={t("madeText")}
          label={t("writeKey")}
          value={create.data.write_key}
          copyLabel={t("copyKey")}
          doneText={t("keyDone")}
          onDone={create.reset}
        >
          <Button asChild size="sm" variant="primary">
            <Link href={paths.source(create.data.id)}>{t("setUp")}</Link>
          </Button>
        </ShownOnce>
      )}
    </Card>
  );
}
