"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { buttonVariants } from "./button.tsx";
import { cn } from "./cn.ts";
import { scrimClass } from "./overlay.ts";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export interface DialogContentProps {
  title: ReactNode;
  /** Hides the title from sight, not from screen readers. */
  hideTitle?: boolean;
  description?: ReactNode;
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  className?: string;
  children?: ReactNode;
}

const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-4xl" };

export function DialogContent({
  title,
  hideTitle = false,
  description,
  footer,
  size = "sm",
  className,
  children,
}: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={scrimClass} />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border bg-raised shadow-overlay",
          "data-[state=open]:fade-in-0 data-[state=open]:animate-in motion-reduce:animate-none!",
          widths[size],
          className,
        )}
      >
        <div className={cn("flex items-start gap-4 p-4", hideTitle && "sr-only")}>
          <div className="min-w-0 flex-1">
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="mt-1 text-muted">{description}</Primitive.Description>
            )}
          </div>
          {!hideTitle && <OverlayClose />}
        </div>
        <div className={cn("min-h-0 overflow-y-auto px-4 pb-4", hideTitle && "p-0")}>{children}</div>
        {footer && <div className="flex flex-wrap justify-end gap-2 border-t p-4">{footer}</div>}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** The × of dialogs and sheets. */
export function OverlayClose() {
  const t = useTranslations("Ui");
  return (
    <Primitive.Close
      aria-label={t("close")}
      className={cn(buttonVariants({ variant: "ghost", size: "sm" }), "-mt-1 -mr-1 w-7 px-0")}
    >
      <X aria-hidden />
    </Primitive.Close>
  );
}
