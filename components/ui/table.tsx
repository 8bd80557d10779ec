import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

export interface TableProps extends ComponentProps<"table"> {
  /** Accessible name of the table and of its scroll area. */
  label: string;
  /** 36 px rows when compact, else 44 px. */
  density?: "compact" | "comfortable";
  /** Dims the rows while newer ones are on their way. */
  updating?: boolean;
  /** Bounds the scroll area, without which the header has nothing to stick to. */
  containerClassName?: string;
}

/** The scroll area takes focus, so that a keyboard can scroll it on a narrow screen. */
export function Table({
  label,
  density = "comfortable",
  updating = false,
  containerClassName,
  className,
  ...props
}: TableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      className={cn(
        "relative w-full max-h-[calc(100dvh-12rem)] min-h-32 scroll-pt-10 overflow-auto rounded-lg border bg-raised [contain:inline-size] print:max-h-none print:overflow-visible",
        containerClassName,
      )}
    >
      <table
        aria-label={label}
        aria-busy={updating || undefined}
        data-density={density}
        className={cn(
          "group/table w-full border-separate border-spacing-0 text-left transition-opacity",
          updating && "opacity-60",
          className,
        )}
        {...props}
      />
    </section>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("sticky top-0 z-10 bg-surface", className)} {...props} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

export interface TableRowProps extends ComponentProps<"tr"> {
  selected?: boolean;
}

export function TableRow({ className, selected, ...props }: TableRowProps) {
  return (
    <tr
      data-selected={selected ? "" : undefined}
      className={cn("group/row hover:bg-surface data-selected:bg-accent-tint", className)}
      {...props}
    />
  );
}

export interface TableHeadProps extends ComponentProps<"th"> {
  numeric?: boolean;
}

export function TableHead({ className, numeric = false, scope = "col", ...props }: TableHeadProps) {
  return (
    <th
      scope={scope}
      className={cn(
        "h-9 border-b bg-surface px-3 font-medium text-muted text-sm whitespace-nowrap",
        numeric && "text-right",
        className,
      )}
      {...props}
    />
  );
}

export interface TableCellProps extends ComponentProps<"td"> {
  numeric?: boolean;
}

export function TableCell({ className, numeric = false, ...props }: TableCellProps) {
  return (
    <td
      className={cn(
        "h-11 border-b px-3 group-last/row:border-b-0 group-data-[density=compact]/table:h-9",
        numeric && "text-right tabular-nums",
        className,
      )}
      {...props}
    />
  );
}
