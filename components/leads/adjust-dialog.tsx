"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { postAdjustment } from "#lib/adjustments/api.ts";
import { MAX_POINTS, MAX_REASON } from "#lib/adjustments/schemas.ts";
import { leadKeys } from "#lib/leads/api.ts";
import { fromLocalInput } from "#lib/leads/local-time.ts";
import type { LeadScoreAnswer } from "#lib/leads/score-schemas.ts";

type Form = { points: string; dimension: string; reason: string; expires: string };

/** Gives points by hand to the lead whose score is shown, in one of its sheet's dimensions. */
export function AdjustDialog({ score }: { score: LeadScoreAnswer }) {
  const t = useTranslations("Lead.adjust");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">
          <SlidersHorizontal aria-hidden />
          {t("open")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("text")}>
        <AdjustForm score={score} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function AdjustForm({ score, onDone }: { score: LeadScoreAnswer; onDone: () => void }) {
  const t = useTranslations("Lead.adjust");
  const timeZone = useTimeZone() ?? "UTC";
  const queries = useQueryClient();
  const onError = useErrorToast();
  const { dimensions } = score.explain;
  const form = useForm<Form>({
    defaultValues: { points: "", dimension: dimensions[0]?.key ?? "", reason: "", expires: "" },
  });
  const { errors } = form.formState;
  const save = useMutation({
    mutationFn: ({ points, dimension, reason, expires }: Form) =>
      postAdjustment({
        lead: score.lead_id,
        points: Number(points),
        dimension,
        reason,
        expires_at: expires === "" ? null : fromLocalInput(expires, timeZone),
      }),
    onError,
    onSuccess: () => {
      onDone();
      showToast("success", t("saved"));
      return queries.invalidateQueries({ queryKey: leadKeys.all });
    },
  });
  const fits = (points: string) => {
    const value = Number(points);
    return points.trim() !== "" && value !== 0 && Math.abs(value) <= MAX_POINTS;
  };
  const isAhead = (expires: string) => {
    const at = expires === "" ? null : fromLocalInput(expires, timeZone);
    return expires === "" || (at !== null && Date.parse(at) > Date.now());
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("points")} hint={t("pointsHint")} error={errors.points && t("pointsError")}>
          <Input type="number" step="any" {...form.register("points", { validate: fits })} />
        </Field>
        <Field label={t("dimension")}>
          <Select
            options={dimensions.map(({ key, name }) => ({ value: key, label: name }))}
            {...form.register("dimension")}
          />
        </Field>
      </div>
      <Field label={t("reason")} error={errors.reason && t("reasonError")}>
        <Textarea
          rows={2}
          maxLength={MAX_REASON}
          {...form.register("reason", { validate: (reason) => reason.trim() !== "" })}
        />
      </Field>
      <Field label={t("expires")} optionalText={t("optional")} error={errors.expires && t("expiresError")}>
        <Input type="datetime-local" {...form.register("expires", { validate: isAhead })} />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
