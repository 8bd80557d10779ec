import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface StepperProps {
  label: string;
  steps: readonly { key: string; label: ReactNode }[];
  /** Index of the step in hand; `steps.length` when all are done. */
  current: number;
  className?: string;
}

export function Stepper({ label, steps, current, className }: StepperProps) {
  const t = useTranslations("Ui");
  return (
    <ol aria-label={label} className={cn("flex flex-wrap items-center gap-x-4 gap-y-2", className)}>
      {steps.map((step, index) => {
        const done = index < current;
        const active = index === current;
        return (
          <li
            key={step.key}
            aria-current={active ? "step" : undefined}
            className={cn("flex items-center gap-2", active ? "font-semibold" : "text-muted")}
          >
            <span
              aria-hidden
              className={cn(
                "grid size-6 place-items-center rounded-full border border-control text-xs",
                active && "border-accent bg-accent text-on-accent",
                done && "border-success text-success",
              )}
            >
              {done ? <Check className="size-3.5" strokeWidth={3} /> : index + 1}
            </span>
            {step.label}
            {done && <span className="sr-only">{t("stepDone")}</span>}
          </li>
        );
      })}
    </ol>
  );
}
