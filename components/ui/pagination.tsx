"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";

export interface PaginationProps {
  /** Accessible name, such as "Pages of leads". */
  label: string;
  /** Undefined when there is no page that way. */
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  pending?: boolean;
  /** What is shown, such as "50 leads a page". */
  children?: ReactNode;
  className?: string;
}

/** Keyset paging knows its neighbours only, so there are no page numbers. */
export function Pagination({
  label,
  onPrevious,
  onNext,
  pending = false,
  children,
  className,
}: PaginationProps) {
  const t = useTranslations("Ui");
  return (
    <nav aria-label={label} className={cn("flex flex-wrap items-center justify-between gap-2", className)}>
      <p className="text-muted text-sm">{children}</p>
      <div className="flex gap-2">
        <Button size="sm" disabled={!onPrevious || pending} onClick={onPrevious}>
          <ChevronLeft aria-hidden />
          {t("previous")}
        </Button>
        <Button size="sm" disabled={!onNext || pending} onClick={onNext}>
          {t("next")}
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
