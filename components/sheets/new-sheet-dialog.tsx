"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import { paths } from "#lib/paths.ts";
import { KEY_PATTERN } from "#lib/scoring/condition-schema.ts";
import { putSegment } from "#lib/segments/api.ts";
import type { Segment } from "#lib/segments/schemas.ts";
import { slug } from "#lib/segments/slug.ts";
import { saveDraft } from "#lib/sheets/api.ts";
import { conditionText } from "#lib/sheets/sentences.ts";
import { TEMPLATES, templateByKey } from "#lib/templates/index.ts";
import { JsonEditor, type JsonState, readJsonSheet } from "./json-editor.tsx";
import { TemplateGallery } from "./template-gallery.tsx";

type Origin = "template" | "empty" | "json";
interface Values {
  name: string;
  key: string;
  segment: string;
}
/** Choice of the segment that the template suggests; no key can look like it. */
const SUGGESTED = "+";

export interface NewSheetDialogProps {
  sheetKeys: readonly string[];
  segments: readonly Segment[];
  mayAddSegments: boolean;
  onClose: () => void;
}

export function NewSheetDialog({ sheetKeys, segments, mayAddSegments, onClose }: NewSheetDialogProps) {
  const t = useTranslations("Sheets.newDialog");
  const sentences = useTranslations("Sentences");
  const locale = useLocale();
  const router = useRouter();
  const client = useQueryClient();
  const why = useFailureText();
  const [origin, setOrigin] = useState<Origin>("template");
  const [chosen, setChosen] = useState(TEMPLATES[0]?.key ?? "");
  const [json, setJson] = useState<JsonState>(() => readJsonSheet("{}"));
  const template = origin === "template" ? templateByKey(chosen) : null;
  const suggestion = template?.segment;
  const offersNew = mayAddSegments && suggestion && !segments.some(({ key }) => key === suggestion.key);
  const { register, handleSubmit, setValue, getFieldState, control, formState } = useForm<Values>({
    defaultValues: {
      name: TEMPLATES[0]?.name[locale] ?? "",
      key: slug(TEMPLATES[0]?.name[locale] ?? ""),
      segment: segments[0]?.key ?? (mayAddSegments ? SUGGESTED : ""),
    },
  });
  const chosenSegment = useWatch({ control, name: "segment" });
  const create = useMutation({
    mutationFn: async ({ name, key, segment }: Values) => {
      if (segment === SUGGESTED && suggestion) {
        await putSegment({ key: suggestion.key, name: suggestion.name[locale], when: suggestion.when });
      }
      const content = template ? template.content(locale) : origin === "json" ? json.value : {};
      const chosenSegment = segment === SUGGESTED ? (suggestion?.key ?? "") : segment;
      return saveDraft({ key, name: name.trim(), segment: chosenSegment, content });
    },
    onSuccess: async ({ key }) => {
      await client.invalidateQueries({ queryKey: ["sheets"] });
      await client.invalidateQueries({ queryKey: ["segments"] });
      router.push(paths.sheet(key));
    },
  });
  const rename = (name: string) => {
    if (!getFieldState("name").isDirty) setValue("name", name);
    if (!getFieldState("key").isDirty && !getFieldState("name").isDirty) setValue("key", slug(name));
  };
  const options = [
    ...segments.map(({ key, name }) => ({ value: key, label: name })),
    ...(offersNew
      ? [
          {
            value: SUGGESTED,
            label: t("newSegment", {
              name: suggestion.name[locale],
              sentence: conditionText(suggestion.when, sentences),
            }),
          },
        ]
      : []),
  ];
  const { errors } = formState;
  const isBadJson = origin === "json" && json.content === null;
  const submit = handleSubmit((values) => {
    if (isBadJson) return;
    create.mutate(values);
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        size="lg"
        title={t("title")}
        footer={
          <>
            {create.error && (
              <p role="alert" className="mr-auto text-danger">
                {t("failed", { message: why(create.error) })}
              </p>
            )}
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button
              variant="primary"
              type="submit"
              form="new-sheet"
              pending={create.isPending || create.isSuccess}
              disabled={isBadJson}
            >
              {t("create")}
            </Button>
          </>
        }
      >
        <form id="new-sheet" noValidate onSubmit={submit} className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-3">
            <Field label={t("name")} error={errors.name?.message}>
              <Input
                autoComplete="off"
                {...register("name", {
                  validate: (value) => value.trim() !== "" || t("nameRequired"),
                  onChange: ({ target }) => {
                    if (!getFieldState("key").isDirty) setValue("key", slug(target.value));
                  },
                })}
              />
            </Field>
            <Field label={t("key")} hint={t("keyHint")} error={errors.key?.message}>
              <Input
                autoComplete="off"
                spellCheck={false}
                {...register("key", {
                  validate: (value) =>
                    KEY_PATTERN.test(value) ? !sheetKeys.includes(value) || t("keyTaken") : t("keyInvalid"),
                })}
              />
            </Field>
            <Field label={t("segment")} hint={t("segmentHint")} error={errors.segment?.message}>
              <Select
                placeholder={t("segmentRequired")}
                options={options}
                {...register("segment", {
                  validate: (value) =>
                    options.some((option) => option.value === value) || t("segmentRequired"),
                })}
              />
            </Field>
          </div>
          <SegmentedControl
            className="self-start"
            label={t("from")}
            value={origin}
            onValueChange={setOrigin}
            options={[
              { value: "template", label: t("template") },
              { value: "empty", label: t("empty") },
              { value: "json", label: t("json") },
            ]}
          />
          {origin === "template" && (
            <TemplateGallery
              label={t("template")}
              templates={TEMPLATES}
              segment={segments.some(({ key }) => key === chosenSegment) ? chosenSegment : undefined}
              value={chosen}
              onChange={(key) => {
                setChosen(key);
                rename(templateByKey(key)?.name[locale] ?? "");
              }}
            />
          )}
          {origin === "json" && <JsonEditor label={t("contentLabel")} state={json} onChange={setJson} />}
        </form>
      </DialogContent>
    </Dialog>
  );
}
