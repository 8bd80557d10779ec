"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { useFieldControl } from "./field-context.ts";

type Root = ComponentProps<typeof Primitive.Root>;
export interface CheckboxProps extends Omit<Root, "aria-invalid"> {
  "aria-invalid"?: boolean;
}

/** 24 px target around an 18 px box; `checked="indeterminate"` draws a dash. */
export function Checkbox({ className, ...props }: CheckboxProps) {
  const control = useFieldControl(props);
  return (
    <Primitive.Root
      className={cn(
        "group inline-grid size-6 shrink-0 place-items-center rounded-sm disabled:opacity-55",
        className,
      )}
      {...control}
    >
      <span className="grid size-[18px] place-items-center rounded-sm border border-control bg-raised text-on-accent group-data-[state=checked]:border-accent group-data-[state=indeterminate]:border-accent group-data-[state=checked]:bg-accent group-data-[state=indeterminate]:bg-accent">
        <Primitive.Indicator className="group">
          <Check aria-hidden strokeWidth={3} className="hidden size-3.5 group-data-[state=checked]:block" />
          <Minus
            aria-hidden
            strokeWidth={3}
            className="hidden size-3.5 group-data-[state=indeterminate]:block"
          />
        </Primitive.Indicator>
      </span>
    </Primitive.Root>
  );
}
