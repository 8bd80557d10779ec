"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { controlClass, useFieldControl } from "./field-context.ts";

export interface InputProps extends Omit<ComponentProps<"input">, "aria-invalid"> {
  "aria-invalid"?: boolean;
}

export function Input({ className, type = "text", ...props }: InputProps) {
  const control = useFieldControl(props);
  return (
    <input
      type={type}
      className={cn(controlClass, "h-9 read-only:bg-surface", type === "number" && "text-right", className)}
      {...control}
    />
  );
}
