"use client";

import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { Input } from "./input.tsx";

export interface SearchInputProps extends Omit<ComponentProps<typeof Input>, "type"> {
  /** Accessible name; the placeholder alone is none. */
  label: string;
}

/** The page's own search. The shell's `/` shortcut focuses the first one on the page. */
export function SearchInput({ label, className, ...props }: SearchInputProps) {
  return (
    <div className={cn("relative", className)}>
      <Search aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted" />
      <Input type="search" aria-label={label} data-page-search="" className="pl-8" {...props} />
    </div>
  );
}
