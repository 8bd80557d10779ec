"use client";

import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { Popover, PopoverContent, PopoverTrigger } from "./popover.tsx";

export interface FilterChipProps {
  /** Name of the filter, such as "Group". */
  name: string;
  /** What it is set to; undefined while it filters nothing. */
  value?: ReactNode;
  onClear?: () => void;
  /** The editor, shown in a popover. */
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function FilterChip({ name, value, onClear, children, open, onOpenChange }: FilterChipProps) {
  const t = useTranslations("Ui");
  const isSet = value !== undefined && value !== null && value !== "";
  return (
    <span
      className={cn(
        "inline-flex h-8 max-w-full items-center rounded-full border border-control bg-raised",
        isSet && "border-accent bg-accent-tint",
      )}
    >
      <Popover open={open} onOpenChange={onOpenChange}>
        <PopoverTrigger className="inline-flex h-full min-w-0 items-center gap-1 rounded-full px-3">
          <span className={cn("whitespace-nowrap", isSet && "text-muted")}>
            {name}
            {isSet && ":"}
          </span>
          {isSet && <span className="truncate font-medium">{value}</span>}
          {!isSet && <ChevronDown aria-hidden className="size-4 text-muted" />}
        </PopoverTrigger>
        <PopoverContent aria-label={name}>{children}</PopoverContent>
      </Popover>
      {isSet && onClear && (
        <button
          type="button"
          aria-label={t("removeFilter", { name })}
          onClick={onClear}
          className="mr-1 grid size-6 shrink-0 place-items-center rounded-full hover:bg-line"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}
