"use client";

import { Popover as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { popoverClass } from "./overlay.ts";

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
export const PopoverAnchor = Primitive.Anchor;
export const PopoverClose = Primitive.Close;

export interface PopoverContentProps extends ComponentProps<typeof Primitive.Content> {
  /** Accessible name of the dialog that a popover is. */
  "aria-label": string;
}

/** A panel that closes because another one is opened does not take the focus back: that would close the other one. */
function keepFocus(event: Event): void {
  if (document.activeElement !== document.body) event.preventDefault();
}

export function PopoverContent({ className, align = "start", ...props }: PopoverContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        onCloseAutoFocus={keepFocus}
        className={cn(popoverClass, "w-72 max-w-[calc(100vw-1rem)] p-3", className)}
        {...props}
      />
    </Primitive.Portal>
  );
}
