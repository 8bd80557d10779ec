"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Plus, Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { modelsQuery, putModel } from "#lib/models/api.ts";
import { type ModelView, OUTCOMES } from "#lib/models/schemas.ts";
import { slug } from "#lib/segments/slug.ts";
import type { SegmentName } from "./models-page.tsx";

interface ModelDialogProps {
  segments: readonly SegmentName[];
  /** The one to change; none: a new one. */
  model?: ModelView;
}

/** Makes a predictive score, or changes what it learns from its next training on. */
export function ModelDialog({ segments, model }: ModelDialogProps) {
  const t = useTranslations("Models.form");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={model ? undefined : "primary"} size={model ? "sm" : undefined}>
          {model ? <Settings2 aria-hidden /> : <Plus aria-hidden />}
          {model ? t("edit") : t("new")}
        </Button>
      </DialogTrigger>
      <DialogContent title={model ? t("editTitle", { name: model.name }) : t("new")} description={t("text")}>
        <ModelForm segments={segments} model={model} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

type Form = { name: string; segment: string; outcome: string; age: string; horizon: string; retrain: string };
const isWhole = (least: number, most: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;

function ModelForm({ segments, model, onDone }: ModelDialogProps & { onDone: () => void }) {
  const t = useTranslations("Models.form");
  const stages = useTranslations("Leads.stages");
  const client = useQueryClient();
  const onError = useErrorToast();
  const { models } = useSuspenseQuery(modelsQuery()).data;
  // The key is made of the name: a new one must not change another.
  const isTaken = (name: string) => !model && models.some(({ key }) => key === slug(name));
  const form = useForm<Form>({
    defaultValues: {
      name: model?.name ?? "",
      segment: model?.segment ?? segments[0]?.key ?? "",
      outcome: model?.outcome ?? "opportunity",
      age: String(model?.age_days ?? 14),
      horizon: String(model?.horizon_days ?? 90),
      retrain: model ? String(model.retrain_days ?? "") : "30",
    },
  });
  const { errors } = form.formState;
  const save = useMutation({
    mutationFn: ({ name, segment, outcome, age, horizon, retrain }: Form) =>
      putModel({
        key: model?.key ?? slug(name),
        name,
        segment,
        outcome: OUTCOMES.find((one) => one === outcome) ?? "opportunity",
        age_days: Number(age),
        horizon_days: Number(horizon),
        retrain_days: retrain === "" ? null : Number(retrain),
        overrules: (model?.overrules ?? []).map(({ field, reason }) => ({ field, reason })),
      }),
    onError,
    onSuccess: () => {
      onDone();
      return client.invalidateQueries({ queryKey: modelsQuery().queryKey });
    },
  });
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
    >
      <Field
        label={t("name")}
        error={errors.name && t(errors.name.type === "taken" ? "nameTaken" : "nameError")}
      >
        <Input
          maxLength={200}
          {...form.register("name", {
            validate: { empty: (name) => slug(name) !== "", taken: (name) => !isTaken(name) },
          })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("segment")}>
          <Select
            options={segments.map(({ key, name }) => ({ value: key, label: name }))}
            {...form.register("segment")}
          />
        </Field>
        <Field label={t("outcome")}>
          <Select
            options={OUTCOMES.map((value) => ({ value, label: stages(value) }))}
            {...form.register("outcome")}
          />
        </Field>
        <Field
          label={t("age")}
          hint={t("ageHint")}
          error={errors.age && t("daysError", { min: 0, max: 365 })}
        >
          <Input type="number" min={0} {...form.register("age", { validate: isWhole(0, 365) })} />
        </Field>
        <Field
          label={t("horizon")}
          hint={t("horizonHint")}
          error={errors.horizon && t("daysError", { min: 1, max: 730 })}
        >
          <Input type="number" min={1} {...form.register("horizon", { validate: isWhole(1, 730) })} />
        </Field>
        <Field
          label={t("retrain")}
          hint={t("retrainHint")}
          error={errors.retrain && t("daysError", { min: 1, max: 365 })}
        >
          <Input
            type="number"
            min={1}
            {...form.register("retrain", { validate: (text) => text === "" || isWhole(1, 365)(text) })}
          />
        </Field>
      </div>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
