"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { addCodes, poolsQuery } from "#lib/promo/api.ts";
import { addCodesBody, type Pool } from "#lib/promo/schemas.ts";

/** Puts codes, one a line, into a list. */
export function AddCodes({ pool }: { pool: Pool }) {
  const t = useTranslations("Promo");
  const client = useQueryClient();
  const onError = useErrorToast();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const codes = text.split(/[\s,;]+/).filter((code) => code !== "");
  const wrong = codes.length > 0 && !addCodesBody.safeParse({ codes }).success;
  const add = useMutation({
    mutationFn: addCodes,
    onError,
    onSuccess: async ({ added }) => {
      await client.invalidateQueries(poolsQuery());
      showToast("success", t("added", { n: added }));
      setText("");
      setOpen(false);
    },
  });
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={t("addTo", { name: pool.name })}>
          {t("add")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("addTo", { name: pool.name })}
        footer={
          <Button
            variant="primary"
            disabled={codes.length === 0 || wrong}
            pending={add.isPending}
            onClick={() => add.mutate({ key: pool.key, codes })}
          >
            {t("addN", { n: codes.length })}
          </Button>
        }
      >
        <Field label={t("codes")} hint={t("codesHint")} error={wrong ? t("codesError") : undefined}>
          <Textarea rows={8} value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
      </DialogContent>
    </Dialog>
  );
}
