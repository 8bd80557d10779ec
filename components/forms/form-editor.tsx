"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { FormProvider, useFieldArray, useForm } from "react-hook-form";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { formQuery, putForm } from "#lib/forms/api.ts";
import { fillKeys } from "#lib/forms/fill-keys.ts";
import type { Form } from "#lib/forms/operation-schemas.ts";
import { contentSchema, MAX_FIELDS } from "#lib/forms/schemas.ts";
import type { SheetRules } from "#lib/forms/starters.ts";
import { ApiError } from "#lib/http/client.ts";
import { ConsentFields } from "./consent-fields.tsx";
import type { EditorValues } from "./editor-values.ts";
import { FieldRow } from "./field-row.tsx";
import { FormPreview } from "./form-preview.tsx";
import { useIssues } from "./use-issues.ts";
import { WordsFields } from "./words-fields.tsx";

type Props = { form: Form; sheets: readonly SheetRules[] };

const NEW_FIELD = {
  key: "",
  kind: "short_text" as const,
  label: { en: "", es: "" },
  hint: { en: "", es: "" },
  required: false,
  options: [],
  attribute: null,
  influence: false,
};

/** What a form asks, in both languages; what is refused is said where it stands. */
export function FormEditor({ form, sheets }: Props) {
  const t = useTranslations("Forms");
  const client = useQueryClient();
  const why = useFailureText();
  const methods = useForm<EditorValues>({ defaultValues: { name: form.name, content: form.content } });
  const { control, register, handleSubmit, getValues, formState } = methods;
  const { fields, append, remove, move } = useFieldArray({ control, name: "content.fields" });
  const { show, general } = useIssues(methods);
  const save = useMutation({
    mutationFn: putForm,
    onSuccess: (saved) => {
      client.setQueryData(formQuery(form.key).queryKey, saved);
      methods.reset({ name: saved.name, content: saved.content });
      showToast("success", t("saved"));
    },
    onError: (failure) => {
      const stale = failure instanceof ApiError && failure.status === 412;
      if (failure instanceof ApiError && failure.status === 422) show(failure.issues);
      showToast("error", stale ? t("stale") : t("failed", { message: why(failure) }));
    },
  });
  const submit = ({ name, content }: EditorValues) => {
    show([]);
    const filled = fillKeys(content);
    const parsed = contentSchema.safeParse(filled);
    if (parsed.success)
      return save.mutate({ key: form.key, name, content: parsed.data, revision: form.revision });
    show(parsed.error.issues.map(({ path, message }) => ({ path: ["content", ...path].join("."), message })));
    showToast("error", t("notSaved"));
  };
  return (
    <FormProvider {...methods}>
      <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-6">
        <Card title={t("texts")} description={t("textsHint")}>
          <div className="flex flex-col gap-4">
            <Field label={t("name")} hint={t("nameHint")} error={formState.errors.name && t("nameError")}>
              <Input
                autoComplete="off"
                maxLength={200}
                {...register("name", { validate: (name) => name.trim() !== "" })}
              />
            </Field>
            <WordsFields name="content.title" label={t("pageTitle")} maxLength={200} />
            <WordsFields name="content.intro" label={t("intro")} maxLength={2000} long />
            <WordsFields name="content.button" label={t("button")} hint={t("buttonHint")} maxLength={60} />
            <WordsFields
              name="content.thanks"
              label={t("thanks")}
              hint={t("thanksHint")}
              maxLength={2000}
              long
            />
          </div>
        </Card>
        {fields.map((field, n) => (
          <FieldRow
            key={field.id}
            at={n}
            last={n === fields.length - 1}
            sheets={sheets}
            onMove={(by) => move(n, n + by)}
            onRemove={() => remove(n)}
          />
        ))}
        <Button
          className="self-start"
          disabled={fields.length >= MAX_FIELDS}
          onClick={() => append(NEW_FIELD)}
        >
          <Plus aria-hidden />
          {t("addQuestion")}
        </Button>
        <ConsentFields />
        {general.length > 0 && (
          <Alert tone="danger" title={t("notSaved")}>
            {general.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Alert>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="primary" pending={save.isPending}>
            {t("save")}
          </Button>
          <FormPreview formKey={form.key} read={() => fillKeys(getValues("content"))} />
          {formState.isDirty && <span className="text-muted">{t("unsaved")}</span>}
        </div>
      </form>
    </FormProvider>
  );
}
