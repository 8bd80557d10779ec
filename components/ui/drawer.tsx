"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { OverlayClose } from "./dialog.tsx";
import { scrimClass } from "./overlay.ts";

export const Drawer = Primitive.Root;
export const DrawerTrigger = Primitive.Trigger;
export const DrawerClose = Primitive.Close;

export interface DrawerContentProps {
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  side?: "right" | "left" | "bottom";
  className?: string;
  children?: ReactNode;
}

const sides = {
  right: "inset-y-0 right-0 w-full max-w-md border-l data-[state=open]:slide-in-from-right-8",
  left: "inset-y-0 left-0 w-[85vw] max-w-xs border-r data-[state=open]:slide-in-from-left-8",
  bottom: "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-lg border-t data-[state=open]:slide-in-from-bottom-8",
};

/** A panel from an edge. Named Drawer in code, since a sheet is a scoring sheet here. */
export function DrawerContent({
  title,
  description,
  footer,
  side = "right",
  className,
  children,
}: DrawerContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={scrimClass} />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "data-[state=open]:fade-in-0 fixed z-50 flex flex-col bg-raised shadow-overlay data-[state=open]:animate-in motion-reduce:animate-none!",
          sides[side],
          className,
        )}
      >
        <div className="flex items-start gap-4 border-b p-4">
          <div className="min-w-0 flex-1">
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="text-muted">{description}</Primitive.Description>
            )}
          </div>
          <OverlayClose />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        {footer && <div className="flex flex-wrap justify-end gap-2 border-t p-4">{footer}</div>}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
