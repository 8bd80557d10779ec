"use client";

import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { Toaster as Sonner, toast } from "sonner";
import { buttonVariants } from "./button.tsx";

export function Toaster() {
  const { resolvedTheme } = useTheme();
  const t = useTranslations("Ui");
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      containerAriaLabel={t("notifications")}
      closeButton
      style={{ fontFamily: "inherit" }}
      mobileOffset={{ bottom: 72 }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t("close"),
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg border bg-raised p-3 pr-10 text-base text-foreground shadow-overlay",
          title: "font-medium",
          description: "text-muted text-sm",
          icon: "shrink-0",
          content: "min-w-0 flex-1",
          success: "[&_[data-icon]]:text-success",
          error: "[&_[data-icon]]:text-danger",
          actionButton: buttonVariants({ variant: "secondary", size: "sm" }),
          closeButton: "hs-toast-close",
        },
      }}
    />
  );
}

export type ToastKind = "success" | "error" | "info";

export interface ToastOptions {
  description?: string;
  /** Offers to take the action back; the toast then stays for ten seconds. */
  undo?: { label: string; run: () => void };
}

/** Says what just happened. A message must stay true after its toast is gone. */
export function showToast(kind: ToastKind, message: string, { description, undo }: ToastOptions = {}): void {
  toast[kind](message, {
    description,
    duration: undo || kind === "error" ? 10_000 : 5_000,
    action: undo ? { label: undo.label, onClick: undo.run } : undefined,
  });
}
