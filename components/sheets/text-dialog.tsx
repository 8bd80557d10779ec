"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

interface TextDialogProps {
  title: string;
  description: string;
  label: string;
  hint?: string;
  confirmText: string;
  /** Refuses to go on without a text. */
  required?: boolean;
  danger?: boolean;
  pending: boolean;
  children?: ReactNode;
  onClose: () => void;
  onConfirm: (text: string) => void;
}

/** Asks for a note or a reason before a step. */
export function TextDialog({
  required = false,
  danger = false,
  pending,
  onClose,
  ...props
}: TextDialogProps) {
  const t = useTranslations("SheetReview");
  const [text, setText] = useState("");
  const trimmed = text.trim();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        size="md"
        title={props.title}
        description={props.description}
        footer={
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button
              variant={danger ? "danger" : "primary"}
              pending={pending}
              disabled={required && trimmed === ""}
              onClick={() => props.onConfirm(trimmed)}
            >
              {props.confirmText}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {props.children}
          <Field label={props.label} hint={props.hint} optionalText={required ? undefined : t("optional")}>
            <Textarea value={text} maxLength={2000} onChange={({ target }) => setText(target.value)} />
          </Field>
        </div>
      </DialogContent>
    </Dialog>
  );
}
