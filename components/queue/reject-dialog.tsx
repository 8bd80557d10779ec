"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller, useForm, useWatch } from "react-hook-form";
import { useReasonText } from "#components/rejection-reasons/use-reason-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { programmesQuery } from "#lib/programmes/api.ts";
import type { Rejection } from "#lib/queue/api.ts";
import type { Handover } from "#lib/queue/schemas.ts";
import { useLeadName } from "./use-lead-name.ts";

interface RejectDialogProps {
  /** One, or all that were chosen. */
  handovers: readonly Handover[];
  reasons: readonly string[];
  onReject: (given: Rejection) => void;
  onClose: () => void;
}

/** Asks why a lead is sent back; "something else" wants words. */
export function RejectDialog({ handovers, reasons, onReject, onClose }: RejectDialogProps) {
  const t = useTranslations("Queue");
  const nameOf = useLeadName();
  const { toText: say } = useReasonText();
  const { register, handleSubmit, control, formState } = useForm({
    defaultValues: { reason: "", note: "", recycle: true, programme: "" },
  });
  const isOther = useWatch({ control, name: "reason" }) === "other";
  const isRecycled = useWatch({ control, name: "recycle" });
  const programmes = useQuery(programmesQuery()).data?.items.filter(({ state }) => state !== "draft") ?? [];
  const submit = handleSubmit(({ reason, note, recycle, programme }) => {
    onReject({
      reason,
      recycle,
      ...(note.trim() === "" ? {} : { note: note.trim() }),
      ...(recycle && programme !== "" ? { programme } : {}),
    });
    onClose();
  });
  const { errors } = formState;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={
          handovers.length === 1 && handovers[0]
            ? t("rejectTitle", { name: nameOf(handovers[0]) })
            : t("rejectMany", { n: handovers.length })
        }
        description={t("rejectText")}
        footer={
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button variant="primary" type="submit" form="reject-form">
              {t("reject")}
            </Button>
          </>
        }
      >
        <form id="reject-form" noValidate onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t("reason")} error={errors.reason?.message}>
            <Select
              placeholder={t("reasonRequired")}
              options={reasons.map((reason) => ({ value: reason, label: say(reason) }))}
              {...register("reason", { required: t("reasonRequired") })}
            />
          </Field>
          {isOther && (
            <Field label={t("note")} error={errors.note?.message}>
              <Textarea
                maxLength={1000}
                {...register("note", { validate: (text) => text.trim() !== "" || t("noteRequired") })}
              />
            </Field>
          )}
          <Controller
            control={control}
            name="recycle"
            render={({ field: { value, onChange, ...field } }) => (
              <Field label={t("recycle")} hint={t("recycleHint")} inline>
                <Checkbox
                  {...field}
                  value="on"
                  checked={value}
                  onCheckedChange={(checked) => onChange(checked === true)}
                />
              </Field>
            )}
          />
          {isRecycled && programmes.length > 0 && (
            <Field label={t("programme")} hint={t("programmeHint")}>
              <Select
                options={[
                  { value: "", label: t("noProgramme") },
                  ...programmes.map(({ key, name }) => ({ value: key, label: name })),
                ]}
                {...register("programme")}
              />
            </Field>
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}
