"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { postPattern, postPatternPreview, trafficQuery } from "#lib/traffic/api.ts";
import { PATTERN_KINDS } from "#lib/traffic/pattern.ts";
import { type PatternPreview, patternBody } from "#lib/traffic/schemas.ts";

/** A new pattern, with what it would mark before it is added. */
export function PatternForm() {
  const t = useTranslations("Traffic");
  const queries = useQueryClient();
  const onError = useErrorToast();
  const [kind, setKind] = useState<(typeof PATTERN_KINDS)[number]>("contains");
  const [text, setText] = useState("");
  const [refused, setRefused] = useState(false);
  const preview = useMutation({ mutationFn: postPatternPreview, onError });
  const add = useMutation({
    mutationFn: postPattern,
    onError,
    onSuccess: () => {
      setText("");
      preview.reset();
      showToast("success", t("added"));
      return queries.invalidateQueries(trafficQuery());
    },
  });
  const read = () => {
    const parsed = patternBody.safeParse({ kind, text });
    setRefused(!parsed.success);
    return parsed.data;
  };
  const changed = () => {
    setRefused(false);
    preview.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = read();
    if (body) add.mutate(body);
  };
  const count = () => {
    const body = read();
    if (body) preview.mutate(body);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-2">
        <Field label={t("kind")} className="w-44">
          <Select
            value={kind}
            options={PATTERN_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={({ target }) => {
              setKind(PATTERN_KINDS.find((known) => known === target.value) ?? "contains");
              changed();
            }}
          />
        </Field>
        <Field label={t("text")} className="min-w-56 flex-1" error={refused ? t("textError") : undefined}>
          <Input
            value={text}
            maxLength={200}
            autoComplete="off"
            placeholder={t("placeholder")}
            onChange={({ target }) => {
              setText(target.value);
              changed();
            }}
          />
        </Field>
      </div>
      {preview.data && <PreviewResult preview={preview.data} />}
      <div className="flex flex-wrap gap-2">
        <Button pending={preview.isPending} onClick={count}>
          {t("preview")}
        </Button>
        <Button type="submit" variant="primary" pending={add.isPending}>
          {t("add")}
        </Button>
      </div>
    </form>
  );
}

function PreviewResult({ preview: { days_30, days_90, agents } }: { preview: PatternPreview }) {
  const t = useTranslations("Traffic");
  return (
    <Alert tone={days_90.events > 0 ? "caution" : "info"} live title={t("previewTitle", days_90)}>
      {days_90.events > 0 && (
        <>
          <p>{t("previewRecent", days_30)}</p>
          <ul className="mt-1 list-disc pl-4">
            {agents.map((agent) => (
              <li key={agent.agent} className="[overflow-wrap:anywhere]">
                {t("previewAgent", agent)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}
