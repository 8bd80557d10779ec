import { CircleCheckBig, Inbox, LockKeyhole, type LucideIcon, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** Why there is nothing: never used, filtered away, all worked off, or not allowed. */
export type EmptyKind = "first-use" | "no-results" | "all-done" | "no-permission";

const icons: Record<EmptyKind, LucideIcon> = {
  "first-use": Inbox,
  "no-results": SearchX,
  "all-done": CircleCheckBig,
  "no-permission": LockKeyhole,
};

export interface EmptyStateProps {
  kind: EmptyKind;
  title: ReactNode;
  /** Says why. */
  children?: ReactNode;
  /** One action. */
  action?: ReactNode;
  headingLevel?: 1 | 2 | 3;
  className?: string;
}

export function EmptyState({ kind, title, children, action, headingLevel = 2, className }: EmptyStateProps) {
  const Icon = icons[kind];
  const Heading = headingLevel === 1 ? "h1" : headingLevel === 2 ? "h2" : "h3";
  return (
    <div
      data-empty={kind}
      className={cn(
        "flex flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-12 text-center",
        className,
      )}
    >
      <Icon aria-hidden className="size-8 text-muted" />
      <Heading className="font-semibold text-lg">{title}</Heading>
      {children && <div className="max-w-prose text-muted">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
