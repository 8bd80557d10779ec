"use client";

import { Progress as Primitive } from "radix-ui";
import { cn } from "./cn.ts";

export interface ProgressProps {
  label: string;
  /** 0 to 1; null while the total is not known. */
  value: number | null;
  /** What a screen reader says, such as "1,200 of 5,000 rows". */
  valueText?: string;
  className?: string;
}

export function Progress({ label, value, valueText, className }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <Primitive.Root
      aria-label={label}
      aria-valuetext={valueText}
      value={percent}
      className={cn("h-2 overflow-hidden rounded-full bg-line", className)}
    >
      <Primitive.Indicator
        className={cn(
          "h-full rounded-full bg-accent transition-[width] motion-reduce:transition-none",
          percent === null && "animate-pulse motion-reduce:animate-none",
        )}
        style={{ width: percent === null ? "40%" : `${percent}%` }}
      />
    </Primitive.Root>
  );
}
