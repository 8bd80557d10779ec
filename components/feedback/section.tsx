import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";

interface SectionProps {
  /** A list that may go on over the next sheet of paper; anything else stays in one piece. */
  long?: boolean;
  children: ReactNode;
}

/** A part of the report: one question. */
export function Section({ long = false, children }: SectionProps) {
  return (
    <Card className={cn("min-w-0 print:shadow-none", !long && "print:break-inside-avoid")}>{children}</Card>
  );
}
