"use client";

import { AlertDialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { scrimClass } from "./overlay.ts";

export interface ConfirmDialogProps {
  /** The button that opens it; leave out when `open` is controlled. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  /** What happens and whether it can be undone. */
  description: ReactNode;
  children?: ReactNode;
  confirmText: string;
  cancelText: string;
  danger?: boolean;
  pending?: boolean;
  onConfirm: () => void;
}

/** Asks before what cannot be undone. Focus starts on Cancel; Escape cancels. */
export function ConfirmDialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  children,
  confirmText,
  cancelText,
  danger = false,
  pending = false,
  onConfirm,
}: ConfirmDialogProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className={scrimClass} />
        <Primitive.Content className="data-[state=open]:fade-in-0 fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-lg border bg-raised p-4 shadow-overlay data-[state=open]:animate-in motion-reduce:animate-none!">
          <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
          <Primitive.Description className="mt-1 text-muted">{description}</Primitive.Description>
          {children && <div className="mt-3">{children}</div>}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Primitive.Cancel asChild>
              <Button>{cancelText}</Button>
            </Primitive.Cancel>
            <Primitive.Action asChild>
              <Button variant={danger ? "danger" : "primary"} pending={pending} onClick={onConfirm}>
                {confirmText}
              </Button>
            </Primitive.Action>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
