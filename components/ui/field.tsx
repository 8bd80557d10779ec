"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "./cn.ts";
import { FieldContext } from "./field-context.ts";
import { Label } from "./label.tsx";

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Message of the control's error, for react-hook-form `errors.name?.message`. */
  error?: string | undefined;
  /** Word shown after the label of optional fields. */
  optionalText?: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  /** Puts the control before the label on one line (checkbox, switch). */
  inline?: boolean;
  className?: string;
  /** One control of this folder; it reads id and aria attributes from the field. */
  children: ReactNode;
}

export function Field({
  label,
  hint,
  error,
  optionalText,
  hideLabel = false,
  inline = false,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint ? hintId : null, error ? errorId : null].filter(Boolean).join(" ");
  const text = (
    <Label htmlFor={id} className={cn(hideLabel && "sr-only", inline && "font-normal")}>
      {label}
      {optionalText && <span className="ml-1 font-normal text-muted">({optionalText})</span>}
    </Label>
  );
  return (
    <FieldContext
      value={{
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
      }}
    >
      <div className={cn("flex flex-col gap-1", className)}>
        {inline ? (
          <div className="flex min-h-6 items-center gap-2">
            {children}
            {text}
          </div>
        ) : (
          <>
            {text}
            {children}
          </>
        )}
        {hint && (
          <p id={hintId} className="text-muted text-sm">
            {hint}
          </p>
        )}
        {error && (
          <p id={errorId} role="alert" className="flex items-start gap-1 text-danger text-sm">
            <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {error}
          </p>
        )}
      </div>
    </FieldContext>
  );
}
