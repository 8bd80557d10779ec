"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { costsQuery, putCost } from "#lib/returns/api.ts";
import { putCostBody } from "#lib/returns/schemas.ts";
import { useMoney } from "./use-money.ts";

interface CostFormProps {
  /** Sources that are known, to choose from. */
  sources: readonly string[];
  month: string;
  currency: string;
}

/** Says what a source cost in a month; saying it again replaces what was said. */
export function CostForm({ sources, month, currency }: CostFormProps) {
  const t = useTranslations("Returns");
  const client = useQueryClient();
  const onError = useErrorToast();
  const money = useMoney(currency);
  const [form, setForm] = useState({ source: "", month, amount: "" });
  const [tried, setTried] = useState(false);
  const set = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  const body = putCostBody.safeParse({
    ...form,
    amount: form.amount.trim() === "" ? undefined : Number(form.amount.replace(",", ".")),
  });
  const wrong = (path: string) =>
    tried && !body.success && body.error.issues.some((issue) => issue.path[0] === path);
  const put = useMutation({
    mutationFn: putCost,
    onError,
    onSuccess: async ({ source, amount }) => {
      setForm((now) => ({ ...now, amount: "" }));
      setTried(false);
      showToast("success", t("saved", { source, amount: money(amount) }));
      await Promise.all([
        client.invalidateQueries({ queryKey: costsQuery().queryKey }),
        client.invalidateQueries({ queryKey: ["reports", "return"] }),
      ]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (body.success) put.mutate(body.data);
  };
  const offered = sources.filter((one) => one.toLowerCase().includes(form.source.trim().toLowerCase()));
  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-4">
      <Field
        label={t("source")}
        className="min-w-48 flex-1"
        error={wrong("source") ? t("sourceError") : undefined}
      >
        <Combobox
          listLabel={t("knownSources")}
          value={form.source}
          maxLength={120}
          opensOnFocus
          options={offered.map((value) => ({ value }))}
          onValueChange={(source) => set({ source })}
        />
      </Field>
      <Field label={t("month")} className="w-44" error={wrong("month") ? t("monthError") : undefined}>
        <Input type="month" value={form.month} onChange={({ target }) => set({ month: target.value })} />
      </Field>
      <Field
        label={t("amountIn", { currency })}
        className="w-36"
        error={wrong("amount") ? t("amountError") : undefined}
      >
        <Input
          inputMode="decimal"
          className="text-right"
          value={form.amount}
          onChange={({ target }) => set({ amount: target.value })}
        />
      </Field>
      <Button type="submit" variant="primary" className="mt-6" pending={put.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
