"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { leadKeys } from "#lib/leads/api.ts";
import type { Lead } from "#lib/leads/schemas.ts";
import { postConsent } from "#lib/privacy/api.ts";
import { PURPOSES } from "#lib/privacy/purposes.ts";
import { usePurposeName } from "./use-purpose-name.ts";

type State = "granted" | "denied";
type Form = { purpose: string; state: State; note: string };

interface ConsentDialogProps {
  lead: Lead;
  label: string;
  /** Given: this is what is recorded; left out: the dialog asks. */
  purpose?: string;
  state?: State;
}

/** Records what a person said about a purpose, and where. */
export function ConsentDialog({ lead, label, purpose, state }: ConsentDialogProps) {
  const t = useTranslations("Lead.privacy");
  const [open, setOpen] = useState(false);
  const text = purpose === undefined ? t("recordText") : state === "denied" ? t("objectText") : t("liftText");
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>{label}</Button>
      </DialogTrigger>
      <DialogContent title={label} description={text}>
        <ConsentForm
          lead={lead}
          asks={purpose === undefined}
          start={{ purpose: purpose ?? "marketing_email", state: state ?? "granted", note: "" }}
          submit={label}
          onDone={() => setOpen(false)}
        />
      </DialogContent>
    </Dialog>
  );
}

interface ConsentFormProps {
  lead: Lead;
  asks: boolean;
  start: Form;
  submit: string;
  onDone: () => void;
}

function ConsentForm({ lead, asks, start, submit, onDone }: ConsentFormProps) {
  const t = useTranslations("Lead.privacy");
  const nameOf = usePurposeName();
  const queries = useQueryClient();
  const form = useForm<Form>({ defaultValues: start });
  const save = useMutation({
    mutationFn: ({ note, ...said }: Form) => postConsent(lead.id, { ...said, note: note.trim() || null }),
    onSuccess: () => {
      showToast("success", t("recorded"));
      void queries.invalidateQueries({ queryKey: leadKeys.all });
      onDone();
    },
  });
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
    >
      {asks && (
        <>
          <Field label={t("purpose")}>
            <Select
              options={PURPOSES.map((value) => ({ value, label: nameOf(value) }))}
              {...form.register("purpose")}
            />
          </Field>
          <Field label={t("state")}>
            <Select
              options={(["granted", "denied"] as const).map((value) => ({
                value,
                label: t(`states.${value}`),
              }))}
              {...form.register("state")}
            />
          </Field>
        </>
      )}
      <Field label={t("note")} hint={t("noteHint")} optionalText={t("optional")}>
        <Input maxLength={500} {...form.register("note")} />
      </Field>
      {save.error && (
        <Alert tone="danger" live title={t("failed")}>
          {null}
        </Alert>
      )}
      <div className="flex flex-wrap justify-end gap-2 pt-1">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={save.isPending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
