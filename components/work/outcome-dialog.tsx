"use client";

import { useMutation } from "@tanstack/react-query";
import { Flag } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { postStage } from "#lib/leads/api.ts";
import { fromLocalInput } from "#lib/leads/local-time.ts";
import { STAGES, type Stage } from "#lib/leads/stages.ts";
import { postOutcome } from "#lib/queue/api.ts";
import { CURRENCIES, OUTCOMES, type Outcome } from "#lib/queue/outcomes.ts";
import { useUndo } from "./use-undo.ts";

type Form = {
  outcome: Outcome | "other";
  stage: Stage;
  at: string;
  reason: string;
  value: string;
  currency: string;
};
type Lead = { id: number; stage: string };

/** What is offered first: the step after the one the lead is at. */
const nextOutcome = (stage: string): Outcome =>
  stage === "sql" ? "opportunity" : stage === "opportunity" ? "won" : "meeting";

interface OutcomeProps {
  lead: Lead;
  name: string;
  /** In which the last deal was told. */
  currency: string | null;
}

/** The button of a lead's page. */
export function OutcomeButton(props: OutcomeProps) {
  const t = useTranslations("Lead");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Flag aria-hidden />
        {t("recordOutcome")}
      </Button>
      {open && <OutcomeDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Records what came of a lead; for the queue and for the lead's page. */
export function OutcomeDialog({ onClose, ...props }: OutcomeProps & { onClose: () => void }) {
  const t = useTranslations("Lead");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t("outcome.title")} description={t("outcome.text", { name: props.name })}>
        <OutcomeForm {...props} onDone={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function OutcomeForm({ lead, name, currency, onDone }: OutcomeProps & { onDone: () => void }) {
  const t = useTranslations("Lead.outcome");
  const tStages = useTranslations("Leads.stages");
  const timeZone = useTimeZone() ?? "UTC";
  const { done, refresh } = useUndo();
  const form = useForm<Form>({
    defaultValues: {
      outcome: nextOutcome(lead.stage),
      stage: "recycled",
      at: "",
      reason: "",
      value: "",
      currency: currency ?? "EUR",
    },
  });
  const { errors } = form.formState;
  const outcome = useWatch({ control: form.control, name: "outcome" });
  const hasValue = outcome === "opportunity" || outcome === "won" || outcome === "other";
  const save = useMutation({
    mutationFn: async (values: Form) => {
      const given = {
        at: fromLocalInput(values.at, timeZone) ?? undefined,
        reason: values.reason.trim() || null,
        value: hasValue && values.value !== "" ? Number(values.value) : null,
      };
      if (values.outcome === "other")
        return { ...(await postStage(lead.id, { ...given, stage: values.stage })), deed: null };
      const inCurrency = given.value === null ? null : values.currency;
      return postOutcome(lead.id, { ...given, outcome: values.outcome, currency: inCurrency });
    },
    onSuccess: async (answer) => {
      const isNewest = answer.current_stage === answer.stage;
      const description = isNewest ? undefined : t("olderKept", { stage: tStages(answer.current_stage) });
      onDone();
      if (answer.deed)
        await done(t("saved", { stage: tStages(answer.stage) }), answer.deed, name, description);
      else {
        const isNew = !("outcome" in answer && answer.outcome === "unchanged");
        showToast(
          isNew ? "success" : "info",
          isNew ? t("saved", { stage: tStages(answer.stage) }) : t("unchanged"),
          {
            description,
          },
        );
        await refresh();
      }
    },
  });
  const isFuture = (at: string) => Date.parse(fromLocalInput(at, timeZone) ?? "") > Date.now() + 60_000;
  const currencies = [...new Set([...(currency ? [currency] : []), ...CURRENCIES])];
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
    >
      <SegmentedControl
        label={t("what")}
        value={outcome}
        onValueChange={(next) => form.setValue("outcome", next)}
        options={[...OUTCOMES, "other" as const].map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      {outcome === "other" && (
        <Field label={t("stage")}>
          <Select
            options={STAGES.map((stage) => ({ value: stage, label: tStages(stage) }))}
            {...form.register("stage")}
          />
        </Field>
      )}
      {hasValue && (
        <div className="flex flex-wrap gap-3">
          <Field
            label={t("value")}
            optionalText={t("optional")}
            error={errors.value?.message}
            className="min-w-32 flex-1"
          >
            <Input
              type="number"
              step="any"
              min={0}
              inputMode="decimal"
              {...form.register("value", {
                validate: (value) =>
                  Number.isFinite(Number(value)) && Number(value) >= 0 ? true : t("notNumber"),
              })}
            />
          </Field>
          {outcome !== "other" && (
            <Field label={t("currency")}>
              <Select
                options={currencies.map((code) => ({ value: code, label: code }))}
                {...form.register("currency")}
              />
            </Field>
          )}
        </div>
      )}
      <Field
        label={t("reason")}
        optionalText={outcome === "lost" ? undefined : t("optional")}
        error={errors.reason?.message}
      >
        <Input
          maxLength={500}
          {...form.register("reason", {
            validate: (reason) =>
              form.getValues("outcome") !== "lost" || reason.trim() !== "" || t("reasonRequired"),
          })}
        />
      </Field>
      <Field label={t("at")} hint={t("atHint")} optionalText={t("optional")} error={errors.at?.message}>
        <Input
          type="datetime-local"
          {...form.register("at", { validate: (at) => (isFuture(at) ? t("future") : true) })}
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
