"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { createPool, poolsQuery } from "#lib/promo/api.ts";
import { createPoolBody } from "#lib/promo/schemas.ts";
import { slug } from "#lib/segments/slug.ts";

const EMPTY = { name: "", pattern: "", warn: "10", expires: "" };

/** Makes a pool: a list to be filled, or a pattern that makes codes. */
export function NewPool() {
  const t = useTranslations("Promo");
  const client = useQueryClient();
  const onError = useErrorToast();
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const set = (part: Partial<typeof EMPTY>) => setForm((now) => ({ ...now, ...part }));
  const body = createPoolBody.safeParse({
    key: slug(form.name),
    name: form.name,
    pattern: form.pattern.trim() === "" ? null : form.pattern.trim(),
    warn_below: form.warn === "" ? null : Number(form.warn),
    expires_at: form.expires === "" ? null : `${form.expires}T23:59:59Z`,
  });
  const wrong = (path: string) =>
    tried && !body.success && body.error.issues.some((issue) => issue.path[0] === path);
  const create = useMutation({
    mutationFn: createPool,
    onError,
    onSuccess: () => {
      setForm(EMPTY);
      setTried(false);
      return client.invalidateQueries(poolsQuery());
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (body.success) create.mutate(body.data);
  };
  return (
    <Card title={t("new")}>
      <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-4">
        <Field
          label={t("name")}
          className="min-w-56 flex-1"
          error={wrong("name") || wrong("key") ? t("nameError") : undefined}
        >
          <Input value={form.name} maxLength={200} onChange={({ target }) => set({ name: target.value })} />
        </Field>
        <Field
          label={t("pattern")}
          hint={t("patternHint")}
          className="min-w-56 flex-1"
          error={wrong("pattern") ? t("patternError") : undefined}
        >
          <Input
            value={form.pattern}
            maxLength={40}
            placeholder="TEST-********"
            onChange={({ target }) => set({ pattern: target.value })}
          />
        </Field>
        <Field label={t("warn")} className="w-32" error={wrong("warn_below") ? t("warnError") : undefined}>
          <Input
            type="number"
            min={0}
            value={form.warn}
            onChange={({ target }) => set({ warn: target.value })}
          />
        </Field>
        <Field label={t("expires")} className="w-44">
          <Input type="date" value={form.expires} onChange={({ target }) => set({ expires: target.value })} />
        </Field>
        <Button type="submit" variant="primary" className="mt-6" pending={create.isPending}>
          {t("create")}
        </Button>
      </form>
    </Card>
  );
}
