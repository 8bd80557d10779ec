"use client";

import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import { useReasonText } from "#components/rejection-reasons/use-reason-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Handover } from "#lib/queue/schemas.ts";
import { useLeadName } from "./use-lead-name.ts";

interface RejectDialogProps {
  handover: Handover;
  reasons: readonly string[];
  onReject: (given: { reason: string; note?: string }) => void;
  onClose: () => void;
}

/** Asks why a lead is sent back; "something else" wants words. */
export function RejectDialog({ handover, reasons, onReject, onClose }: RejectDialogProps) {
  const t = useTranslations("Queue");
  const nameOf = useLeadName();
  const { toText: say } = useReasonText();
  const { register, handleSubmit, control, formState } = useForm({ defaultValues: { reason: "", note: "" } });
  const isOther = useWatch({ control, name: "reason" }) === "other";
  const submit = handleSubmit(({ reason, note }) => {
    onReject({ reason, ...(note.trim() === "" ? {} : { note: note.trim() }) });
    onClose();
  });
  const { errors } = formState;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("rejectTitle", { name: nameOf(handover) })}
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
        </form>
      </DialogContent>
    </Dialog>
  );
}
