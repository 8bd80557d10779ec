"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { CopyButton } from "./copy-button.tsx";

export interface ErrorStateProps {
  title?: ReactNode;
  /** What went wrong, in the reader's words. */
  children?: ReactNode;
  /** From the `x-request-id` header, or the digest of a server error. */
  requestId?: string | null;
  onRetry?: () => void;
  headingLevel?: 1 | 2 | 3;
  className?: string;
}

export function ErrorState({
  title,
  children,
  requestId,
  onRetry,
  headingLevel = 2,
  className,
}: ErrorStateProps) {
  const t = useTranslations("Ui");
  const Heading = headingLevel === 1 ? "h1" : headingLevel === 2 ? "h2" : "h3";
  return (
    <div
      role="alert"
      className={cn("flex flex-col items-center gap-2 rounded-lg border px-4 py-12 text-center", className)}
    >
      <TriangleAlert aria-hidden className="size-8 text-danger" />
      <Heading className="font-semibold text-lg">{title ?? t("errorTitle")}</Heading>
      <div className="max-w-prose text-muted">{children ?? t("errorText")}</div>
      {onRetry && (
        <Button className="mt-2" onClick={onRetry}>
          <RotateCw aria-hidden />
          {t("retry")}
        </Button>
      )}
      {requestId && (
        <p className="mt-2 flex flex-wrap items-center justify-center gap-1 text-muted text-sm">
          {t("requestId")} <code className="font-mono break-all">{requestId}</code>
          <CopyButton value={requestId} label={t("copyRequestId")} size="sm" />
        </p>
      )}
    </div>
  );
}
