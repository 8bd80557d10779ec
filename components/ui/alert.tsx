import { CircleCheck, Info, type LucideIcon, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type AlertTone = "info" | "success" | "caution" | "danger";

const looks: Record<AlertTone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: "bg-accent-tint", mark: "text-accent" },
  success: { icon: CircleCheck, box: "bg-success-tint", mark: "text-success" },
  caution: { icon: TriangleAlert, box: "bg-caution-tint", mark: "text-caution" },
  danger: { icon: OctagonAlert, box: "bg-danger-tint", mark: "text-danger" },
};

export interface AlertProps {
  tone?: AlertTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Announces itself when it appears. */
  live?: boolean;
  className?: string;
}

/** A message in the page, for what stays true; a toast is for what just happened. */
export function Alert({ tone = "info", title, children, action, live = false, className }: AlertProps) {
  const { icon: Icon, box, mark } = looks[tone];
  return (
    <div
      role={live ? (tone === "danger" ? "alert" : "status") : undefined}
      className={cn("flex flex-wrap items-start gap-3 rounded-lg p-3", box, className)}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", mark)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}
