"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { TableHead } from "./table.tsx";

export interface SortableHeadProps {
  /** Direction this column sorts by now; null when another column does. */
  direction: "asc" | "desc" | null;
  onSort: () => void;
  numeric?: boolean;
  children: ReactNode;
}

export function SortableHead({ direction, onSort, numeric = false, children }: SortableHeadProps) {
  const Icon = direction === "asc" ? ArrowUp : direction === "desc" ? ArrowDown : ChevronsUpDown;
  return (
    <TableHead
      numeric={numeric}
      aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : "none"}
    >
      <button
        type="button"
        onClick={onSort}
        className={cn(
          "-mx-1 inline-flex h-7 items-center gap-1 rounded-sm px-1 hover:text-foreground",
          direction && "text-foreground",
          numeric && "flex-row-reverse",
        )}
      >
        {children}
        <Icon aria-hidden className="size-3.5" />
      </button>
    </TableHead>
  );
}
