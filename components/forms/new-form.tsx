"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { putForm } from "#lib/forms/api.ts";
import { type SheetRules, STARTERS, type Starter, startFrom } from "#lib/forms/starters.ts";
import { paths } from "#lib/paths.ts";
import { slug } from "#lib/segments/slug.ts";

type Values = { name: string; starter: Starter; sheet: string };

/** Makes a form from something to begin with, as a draft. */
export function NewForm({ sheets }: { sheets: readonly SheetRules[] }) {
  const t = useTranslations("Forms");
  const router = useRouter();
  const client = useQueryClient();
  const why = useFailureText();
  const { register, handleSubmit, control, formState } = useForm<Values>({
    defaultValues: { name: "", starter: "contact", sheet: sheets[0]?.sheet ?? "" },
  });
  const starter = useWatch({ control, name: "starter" });
  const create = useMutation({
    mutationFn: putForm,
    onSuccess: ({ key }) => {
      void client.invalidateQueries({ queryKey: ["forms", "list"] });
      router.push(paths.formEditor(key));
    },
    onError: (failure) => showToast("error", t("failed", { message: why(failure) })),
  });
  const submit = ({ name, starter: chosen, sheet }: Values) => {
    const rules = sheets.find((one) => one.sheet === sheet)?.told ?? [];
    // Revision 0 is nobody's: a form of that key is not overwritten.
    create.mutate({ key: slug(name), name, revision: 0, content: startFrom(chosen, rules) });
  };
  return (
    <Card title={t("new")}>
      <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-wrap items-start gap-3">
        <Field label={t("name")} className="min-w-56 flex-1" error={formState.errors.name && t("nameError")}>
          <Input
            autoComplete="off"
            maxLength={200}
            {...register("name", { validate: (name) => slug(name) !== "" })}
          />
        </Field>
        <Field label={t("startFrom")} className="w-64">
          <Select
            options={STARTERS.map((value) => ({ value, label: t(`starters.${value}`) }))}
            {...register("starter")}
          />
        </Field>
        {starter === "influence" && sheets.length > 0 && (
          <Field label={t("rulesOf")} className="w-56">
            <Select
              options={sheets.map(({ sheet, name }) => ({ value: sheet, label: name }))}
              {...register("sheet")}
            />
          </Field>
        )}
        <Button type="submit" variant="primary" className="mt-6" pending={create.isPending}>
          {t("create")}
        </Button>
      </form>
    </Card>
  );
}
