import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";

/** A part of the report: one question. On paper it is not torn apart where it fits a page. */
export function Section({ children }: { children: ReactNode }) {
  return <Card className="min-w-0 print:break-inside-avoid print:shadow-none">{children}</Card>;
}
