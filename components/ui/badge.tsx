import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

const badgeVariants = cva(
  "inline-flex h-6 max-w-full items-center gap-1 rounded-full px-2 font-medium text-xs whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-surface text-foreground ring-1 ring-line ring-inset",
        accent: "bg-accent-tint text-foreground ring-1 ring-accent ring-inset",
        success: "bg-success-tint text-success",
        caution: "bg-caution-tint text-caution",
        danger: "bg-danger-tint text-danger",
        cold: "bg-cold-tint text-cold-text",
        warm: "bg-warm-tint text-warm-text",
        hot: "bg-hot-tint text-hot-text",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export interface BadgeProps extends ComponentProps<"span">, VariantProps<typeof badgeVariants> {}

/** A word; the tone only repeats what it says. */
export function Badge({ tone, className, ...props }: BadgeProps) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />;
}
