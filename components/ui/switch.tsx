"use client";

import { Switch as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { useFieldControl } from "./field-context.ts";

type Root = ComponentProps<typeof Primitive.Root>;
export interface SwitchProps extends Omit<Root, "aria-invalid"> {
  "aria-invalid"?: boolean;
}

export function Switch({ className, ...props }: SwitchProps) {
  const control = useFieldControl(props);
  return (
    <Primitive.Root
      className={cn(
        "inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-control bg-surface px-0.5 transition-colors disabled:opacity-55 data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        className,
      )}
      {...control}
    >
      <Primitive.Thumb className="block size-4 rounded-full bg-control transition-transform data-[state=checked]:translate-x-[18px] data-[state=checked]:bg-on-accent" />
    </Primitive.Root>
  );
}
