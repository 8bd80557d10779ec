import { useTranslations } from "next-intl";
import { cn } from "./cn.ts";

export interface SkeletonProps {
  className?: string;
}

/** One grey shape. Wrap a whole loading area in SkeletonRegion, which says it aloud once. */
export function Skeleton({ className }: SkeletonProps) {
  return (
    <span
      aria-hidden
      className={cn("block h-5 animate-pulse rounded-md bg-line motion-reduce:animate-none", className)}
    />
  );
}

export interface SkeletonRegionProps {
  /** Number of table-like rows; default 5. */
  rows?: number;
  className?: string;
  children?: React.ReactNode;
}

/** Only where there is no data yet; a refetch keeps the old data (see Updating). */
export function SkeletonRegion({ rows = 5, className, children }: SkeletonRegionProps) {
  const t = useTranslations("Ui");
  return (
    <div role="status" className={cn("flex flex-col gap-3", className)}>
      <span className="sr-only">{t("loading")}</span>
      {children ??
        Array.from({ length: rows }, (_, i) => `row-${i}`).map((key) => (
          <Skeleton key={key} className="h-9" />
        ))}
    </div>
  );
}
