import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface UpdatingProps {
  active: boolean;
  className?: string;
  children: ReactNode;
}

/** Keeps the old data on screen, dimmed, while newer data is fetched. */
export function Updating({ active, className, children }: UpdatingProps) {
  const t = useTranslations("Ui");
  return (
    <div className={cn("relative", className)} aria-busy={active || undefined}>
      <div
        role="status"
        className={cn(
          "absolute -top-7 right-0 z-10 flex items-center gap-1 text-muted text-sm",
          !active && "invisible",
        )}
      >
        {active && (
          <>
            <LoaderCircle aria-hidden className="size-3.5 animate-spin motion-reduce:animate-none" />
            {t("updating")}
          </>
        )}
      </div>
      <div aria-busy={active || undefined} className={cn("transition-opacity", active && "opacity-60")}>
        {children}
      </div>
    </div>
  );
}
