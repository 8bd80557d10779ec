"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { postRetentionPreview, putRetention, retentionQuery } from "#lib/privacy/api.ts";
import { type Retention, setRetentionBody } from "#lib/privacy/schemas.ts";
import { RetentionResult } from "./retention-result.tsx";
import { useErrorToast } from "./use-error-text.ts";

type Row = { id: number; event: string; days: string };

/** Periods per event name, with what they would delete before they are saved. */
export function RetentionForm({ retention }: { retention: Retention }) {
  const t = useTranslations("Settings.privacy");
  const tSettings = useTranslations("Settings");
  const format = useFormatter();
  const queries = useQueryClient();
  const names = useId();
  const onError = useErrorToast();
  const [rows, setRows] = useState<Row[]>(() =>
    retention.periods.map(({ event, days }, id) => ({ id, event, days: String(days) })),
  );
  const [refused, setRefused] = useState(false);
  const preview = useMutation({ mutationFn: postRetentionPreview, onError });
  const save = useMutation({
    mutationFn: putRetention,
    onError,
    onSuccess: (saved) => {
      queries.setQueryData(retentionQuery().queryKey, saved);
      showToast("success", t("saved"));
    },
  });
  const change = (id: number, part: Partial<Row>) => {
    preview.reset();
    setRows((now) => now.map((row) => (row.id === id ? { ...row, ...part } : row)));
  };
  const read = () => {
    const periods = rows.map(({ event, days }) => ({ event: event.trim(), days: Number(days) }));
    const parsed = setRetentionBody.safeParse({ periods });
    setRefused(!parsed.success);
    return parsed.data;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = read();
    if (body) save.mutate(body);
  };
  const isRight = ({ event, days }: Row) =>
    setRetentionBody.safeParse({ periods: [{ event: event.trim(), days: Number(days) }] }).success;
  return (
    <Card title={t("title")} description={t("text")}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <datalist id={names}>
          {retention.events.map(({ event, count }) => (
            <option key={event} value={event} label={format.number(count)} />
          ))}
        </datalist>
        {rows.length === 0 && <p className="text-muted">{t("none")}</p>}
        <ul className="flex flex-col gap-3">
          {rows.map((row, n) => (
            <li key={row.id} className="flex flex-wrap items-start gap-2">
              <Field
                label={t("event", { n: n + 1 })}
                className="min-w-48 flex-1"
                error={refused && !isRight(row) ? t("wrong") : undefined}
              >
                <Input
                  value={row.event}
                  list={names}
                  maxLength={200}
                  onChange={({ target }) => change(row.id, { event: target.value })}
                />
              </Field>
              <Field label={t("days", { n: n + 1 })} className="w-32">
                <Input
                  type="number"
                  min={1}
                  max={3660}
                  inputMode="numeric"
                  value={row.days}
                  onChange={({ target }) => change(row.id, { days: target.value })}
                />
              </Field>
              <IconButton
                className="mt-6"
                label={t("remove", { event: row.event || String(n + 1) })}
                onClick={() => {
                  preview.reset();
                  setRows((now) => now.filter(({ id }) => id !== row.id));
                }}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
        {refused && rows.every(isRight) && (
          <p role="alert" className="text-danger text-sm">
            {t("twice")}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            onClick={() =>
              setRows((now) => [
                ...now,
                { id: Math.max(-1, ...now.map(({ id }) => id)) + 1, event: "", days: "365" },
              ])
            }
          >
            <Plus aria-hidden />
            {t("add")}
          </Button>
          <Button
            pending={preview.isPending}
            onClick={() => {
              const body = read();
              if (body) preview.mutate(body);
            }}
          >
            {t("preview")}
          </Button>
          <Button type="submit" variant="primary" pending={save.isPending}>
            {tSettings("save")}
          </Button>
        </div>
        {preview.data && <RetentionResult preview={preview.data} />}
      </form>
    </Card>
  );
}
