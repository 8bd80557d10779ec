"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";

/** How long what is replaced goes on, in hours. */
const CHOICES = ["0", "24", "168", "720"] as const;

interface RotateDialogProps {
  title: string;
  description: string;
  rotateText: string;
  cancelText: string;
  /** Asks how long the present secret goes on. */
  keepLabel: string;
  toChoice: (hours: (typeof CHOICES)[number]) => string;
  pending: boolean;
  onRotate: (hours: number) => void;
}

/** A button that replaces a secret once it is said how long the present one still holds. */
export function RotateDialog(props: RotateDialogProps) {
  const { title, description, rotateText, cancelText, keepLabel, toChoice, pending, onRotate } = props;
  const [hours, setHours] = useState<string>("24");
  return (
    <ConfirmDialog
      trigger={<Button pending={pending}>{rotateText}</Button>}
      title={title}
      description={description}
      confirmText={rotateText}
      cancelText={cancelText}
      onConfirm={() => onRotate(Number(hours))}
    >
      <Field label={keepLabel}>
        <Select
          value={hours}
          onChange={({ target }) => setHours(target.value)}
          options={CHOICES.map((value) => ({ value, label: toChoice(value) }))}
        />
      </Field>
    </ConfirmDialog>
  );
}
