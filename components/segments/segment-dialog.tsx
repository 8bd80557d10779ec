"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { KEY_PATTERN } from "#lib/scoring/condition-schema.ts";
import { validateCondition } from "#lib/scoring/validate.ts";
import { putSegment, segmentsQuery } from "#lib/segments/api.ts";
import type { Segment } from "#lib/segments/schemas.ts";
import { slug } from "#lib/segments/slug.ts";
import { ConditionCount } from "./condition-count.tsx";
import { type ConditionDraft, ConditionField } from "./condition-field.tsx";

interface Values {
  name: string;
  key: string;
  when: ConditionDraft;
}

export interface SegmentDialogProps {
  /** Undefined: a new one. */
  segment?: Segment;
  /** Keys that are taken. */
  keys: readonly string[];
  fields: readonly string[];
  onClose: () => void;
}

export function SegmentDialog({ segment, keys, fields, onClose }: SegmentDialogProps) {
  const t = useTranslations("Segments");
  const client = useQueryClient();
  const why = useFailureText();
  const { register, control, handleSubmit, setValue, getFieldState, formState } = useForm<Values>({
    defaultValues: {
      name: segment?.name ?? "",
      key: segment?.key ?? "",
      when: { value: segment?.when ?? { all: [] }, broken: null },
    },
  });
  const save = useMutation({
    mutationFn: putSegment,
    onSuccess: async ({ rescoring }) => {
      await client.invalidateQueries({ queryKey: segmentsQuery().queryKey });
      showToast("success", t(rescoring ? "savedRescoring" : "saved"));
      onClose();
    },
    onError: (error) => showToast("error", t("failed", { message: why(error) })),
  });
  const name = register("name", {
    validate: (value) => value.trim() !== "" || t("nameRequired"),
    onChange: ({ target }) => {
      if (!segment && !getFieldState("key").isDirty) setValue("key", slug(target.value));
    },
  });
  const key = register("key", {
    validate: (value) =>
      segment !== undefined ||
      (KEY_PATTERN.test(value) ? !keys.includes(value) || t("keyTaken") : t("keyInvalid")),
  });
  const submit = handleSubmit(({ name: title, key: id, when }) =>
    save.mutate({ key: id, name: title.trim(), when: when.value }),
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        size="lg"
        title={segment ? t("formEdit") : t("formNew")}
        footer={
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button variant="primary" type="submit" form="segment-form" pending={save.isPending}>
              {t("save")}
            </Button>
          </>
        }
      >
        <form id="segment-form" noValidate onSubmit={submit} className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("name")} error={formState.errors.name?.message}>
              <Input {...name} autoComplete="off" />
            </Field>
            <Field label={t("key")} hint={t("keyHint")} error={formState.errors.key?.message}>
              <Input {...key} readOnly={segment !== undefined} autoComplete="off" spellCheck={false} />
            </Field>
          </div>
          <Controller
            control={control}
            name="when"
            rules={{ validate: ({ value, broken }) => broken === null && validateCondition(value).ok }}
            render={({ field, fieldState }) => (
              <>
                <ConditionField
                  draft={field.value}
                  onChange={field.onChange}
                  fields={fields}
                  showIssues={fieldState.invalid || formState.isSubmitted}
                />
                {field.value.broken === null && <ConditionCount when={field.value.value} />}
              </>
            )}
          />
        </form>
      </DialogContent>
    </Dialog>
  );
}
