"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Flag } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { leadKeys, postStage } from "#lib/leads/api.ts";
import { fromLocalInput } from "#lib/leads/local-time.ts";
import type { Lead } from "#lib/leads/schemas.ts";
import { STAGES, type Stage } from "#lib/leads/stages.ts";

type Form = { stage: Stage; at: string; reason: string; value: string };

/** The next stage of the funnel, offered first. */
function nextStage(stage: Stage): Stage {
  const place = STAGES.indexOf(stage);
  return place < STAGES.indexOf("customer") ? (STAGES[place + 1] ?? stage) : stage;
}

/** Records what became of the lead. */
export function OutcomeDialog({ lead, name }: { lead: Lead; name: string }) {
  const t = useTranslations("Lead");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Flag aria-hidden />
          {t("recordOutcome")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("outcome.title")} description={t("outcome.text", { name })}>
        <OutcomeForm lead={lead} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function OutcomeForm({ lead, onDone }: { lead: Lead; onDone: () => void }) {
  const t = useTranslations("Lead.outcome");
  const tStages = useTranslations("Leads.stages");
  const timeZone = useTimeZone() ?? "UTC";
  const queries = useQueryClient();
  const form = useForm<Form>({
    defaultValues: { stage: nextStage(lead.stage), at: "", reason: "", value: "" },
  });
  const { errors } = form.formState;
  const save = useMutation({
    mutationFn: ({ stage, at, reason, value }: Form) =>
      postStage(lead.id, {
        stage,
        at: fromLocalInput(at, timeZone) ?? undefined,
        reason: reason.trim() || null,
        value: value === "" ? null : Number(value),
      }),
    onSuccess: (answer) => {
      const isNewest = answer.current_stage === answer.stage;
      const description = isNewest ? undefined : t("olderKept", { stage: tStages(answer.current_stage) });
      if (answer.outcome === "unchanged") showToast("info", t("unchanged"));
      else showToast("success", t("saved", { stage: tStages(answer.stage) }), { description });
      void queries.invalidateQueries({ queryKey: leadKeys.all });
      onDone();
    },
  });
  const isFuture = (at: string) => Date.parse(fromLocalInput(at, timeZone) ?? "") > Date.now() + 60_000;
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
    >
      <Field label={t("stage")}>
        <Select
          options={STAGES.map((stage) => ({ value: stage, label: tStages(stage) }))}
          {...form.register("stage")}
        />
      </Field>
      <Field label={t("at")} hint={t("atHint")} optionalText={t("optional")} error={errors.at?.message}>
        <Input
          type="datetime-local"
          {...form.register("at", { validate: (at) => (isFuture(at) ? t("future") : true) })}
        />
      </Field>
      <Field label={t("reason")} optionalText={t("optional")}>
        <Input maxLength={500} {...form.register("reason")} />
      </Field>
      <Field label={t("value")} optionalText={t("optional")} error={errors.value?.message}>
        <Input
          type="number"
          step="any"
          inputMode="decimal"
          {...form.register("value", {
            validate: (value) => (Number.isFinite(Number(value)) ? true : t("notNumber")),
          })}
        />
      </Field>
      {save.error && (
        <Alert tone="danger" live title={t("failed")}>
          {save.error instanceof ApiError ? save.error.message : null}
        </Alert>
      )}
      <div className="flex flex-wrap justify-end gap-2 pt-1">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
