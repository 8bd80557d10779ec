import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export interface CardProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  footer?: ReactNode;
  headingLevel?: 2 | 3;
}

export function Card({
  title,
  description,
  actions,
  footer,
  headingLevel = 2,
  className,
  children,
  ...props
}: CardProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <section className={cn("rounded-lg border bg-raised shadow-card", className)} {...props}>
      {(title || actions) && (
        <div className="flex flex-wrap items-start justify-between gap-2 px-4 pt-4">
          <div className="min-w-0">
            {title && <Heading className="font-semibold text-lg">{title}</Heading>}
            {description && <p className="text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className="p-4">{children}</div>
      {footer && <div className="border-t px-4 py-3">{footer}</div>}
    </section>
  );
}
