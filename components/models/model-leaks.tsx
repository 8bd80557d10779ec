"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { modelsQuery, putModel } from "#lib/models/api.ts";
import type { ModelReport } from "#lib/models/report-schema.ts";
import type { ModelView } from "#lib/models/schemas.ts";

interface ModelLeaksProps {
  model: ModelView;
  report: ModelReport;
  mayEdit: boolean;
}

/** Fields that give the outcome away, by name and with the reason; whoever knows better says why and has them used. */
export function ModelLeaks({ model, report, mayEdit }: ModelLeaksProps) {
  const t = useTranslations("Models.leaks");
  const format = useFormatter();
  const save = useOverrules(model);
  const overruled = (field: string) => model.overrules.find((one) => one.field === field);
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("title")}</h3>
      {report.leaks.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="flex flex-col gap-2">
        {report.leaks.map(({ field, reasons, auc }) => {
          const known = overruled(field);
          return (
            <li key={field} className="flex flex-wrap items-start justify-between gap-2">
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <span className="block font-medium">{field}</span>
                <span className="block text-muted text-sm">
                  {[
                    ...reasons.map((reason) => t(`reasons.${reason}`)),
                    t("auc", { auc: format.number(auc, { maximumFractionDigits: 2 }) }),
                  ].join(" · ")}
                </span>
                {known && <span className="block text-sm">{t("used", { reason: known.reason })}</span>}
              </span>
              {mayEdit &&
                (known ? (
                  <Button
                    size="sm"
                    pending={save.isPending}
                    aria-label={t("leaveOutField", { field })}
                    onClick={() => save.mutate(model.overrules.filter((one) => one.field !== field))}
                  >
                    {t("leaveOut")}
                  </Button>
                ) : (
                  <Overrule model={model} field={field} />
                ))}
            </li>
          );
        })}
      </ul>
      {report.unused.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted">{t("unused", { n: report.unused.length })}</summary>
          <ul className="mt-1 list-disc pl-5 text-sm">
            {report.unused.map(({ field, reason }) => (
              <li key={field}>
                {field}: {t(`unusedReasons.${reason}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function useOverrules(model: ModelView, onDone?: () => void) {
  const client = useQueryClient();
  const onError = useErrorToast();
  return useMutation({
    mutationFn: (overrules: readonly { field: string; reason: string }[]) =>
      putModel({
        key: model.key,
        name: model.name,
        segment: model.segment,
        outcome: model.outcome,
        age_days: model.age_days,
        horizon_days: model.horizon_days,
        retrain_days: model.retrain_days,
        overrules: overrules.map(({ field, reason }) => ({ field, reason })),
      }),
    onError,
    onSuccess: () => {
      onDone?.();
      return client.invalidateQueries({ queryKey: modelsQuery().queryKey });
    },
  });
}

function Overrule({ model, field }: { model: ModelView; field: string }) {
  const t = useTranslations("Models.leaks");
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const save = useOverrules(model, () => setOpen(false));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== "") save.mutate([...model.overrules, { field, reason: reason.trim() }]);
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={t("useField", { field })}>
          {t("use")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("useTitle", { field })} description={t("useText")}>
        <form noValidate onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t("reason")}>
            <Textarea
              rows={2}
              maxLength={200}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </Field>
          <div className="flex justify-end">
            <Button type="submit" variant="primary" disabled={reason.trim() === ""} pending={save.isPending}>
              {t("use")}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
