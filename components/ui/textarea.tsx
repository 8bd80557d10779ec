"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { controlClass, useFieldControl } from "./field-context.ts";

export interface TextareaProps extends Omit<ComponentProps<"textarea">, "aria-invalid"> {
  "aria-invalid"?: boolean;
}

export function Textarea({ className, rows = 3, ...props }: TextareaProps) {
  const control = useFieldControl(props);
  return (
    <textarea
      rows={rows}
      className={cn(controlClass, "min-h-16 py-2 read-only:bg-surface", className)}
      {...control}
    />
  );
}
