"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { leadKeys } from "#lib/leads/api.ts";
import type { Lead } from "#lib/leads/schemas.ts";
import { paths } from "#lib/paths.ts";
import { postErase } from "#lib/privacy/api.ts";

/** Erases the person for good, once their name has been typed again. */
export function EraseDialog({ lead }: { lead: Lead }) {
  const t = useTranslations("Lead.erase");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="danger">
          <Trash2 aria-hidden />
          {t("open")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("text")}>
        <EraseForm lead={lead} />
      </DialogContent>
    </Dialog>
  );
}

function EraseForm({ lead }: { lead: Lead }) {
  const t = useTranslations("Lead.erase");
  const router = useRouter();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const [refused, setRefused] = useState(false);
  const word = lead.email ?? lead.user_id ?? String(lead.id);
  const erase = useMutation({
    mutationFn: () => postErase(lead.id, typed.trim()),
    onSuccess: ({ events }) => {
      showToast("success", t("done", { events }));
      queries.removeQueries({ queryKey: leadKeys.all });
      router.replace(paths.leads());
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const matches = typed.trim().toLowerCase() === word.toLowerCase();
    setRefused(!matches);
    if (matches) erase.mutate();
  };
  return (
    <form noValidate className="flex flex-col gap-3" onSubmit={submit}>
      <Field label={t("type", { word })} error={refused ? t("mismatch", { word }) : undefined}>
        <Input
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setTyped(target.value)}
        />
      </Field>
      {erase.error && (
        <Alert tone="danger" live title={t("failed")}>
          {null}
        </Alert>
      )}
      <div className="flex flex-wrap justify-end gap-2 pt-1">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="danger" pending={erase.isPending}>
          {t("confirm")}
        </Button>
      </div>
    </form>
  );
}
