import { Flame, type LucideIcon, Minus, Snowflake, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "./badge.tsx";

export type GroupTone = "cold" | "warm" | "hot" | "neutral";

const icons: Record<GroupTone, LucideIcon> = { cold: Snowflake, warm: Sun, hot: Flame, neutral: Minus };

export interface GroupBadgeProps {
  tone: GroupTone;
  /** The word; always there, so that colour and icon only repeat it. */
  children: ReactNode;
  className?: string;
}

export function GroupBadge({ tone, children, className }: GroupBadgeProps) {
  const Icon = icons[tone];
  return (
    <Badge tone={tone} className={className} data-tone={tone}>
      <Icon aria-hidden />
      <span className="truncate">{children}</span>
    </Badge>
  );
}
