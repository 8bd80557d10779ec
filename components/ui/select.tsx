"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { controlClass, useFieldControl } from "./field-context.ts";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends Omit<ComponentProps<"select">, "aria-invalid" | "children"> {
  options: readonly SelectOption[];
  /** Shown while nothing is chosen; its value is "". */
  placeholder?: string;
  "aria-invalid"?: boolean;
}

/** The browser's own select: right on phones, and it works with `register` of react-hook-form. */
export function Select({ options, placeholder, className, ...props }: SelectProps) {
  const control = useFieldControl(props);
  return (
    <span className={cn("relative block", className)}>
      <select className={cn(controlClass, "h-9 appearance-none truncate pr-8")} {...control}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-muted" />
    </span>
  );
}
