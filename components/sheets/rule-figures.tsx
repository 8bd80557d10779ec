"use client";

import { useFormatter, useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { useEditorFigures } from "./editor-figures.tsx";

/** How many leads a rule gives points now; dimmed while that is computed anew. */
export function RuleFigures({ rule }: { rule: string }) {
  const t = useTranslations("SheetEditor");
  const format = useFormatter();
  const figures = useEditorFigures();
  const own = figures?.rules.get(rule);
  if (!figures || !own) return null;
  const share = format.number(own.share, { style: "percent", maximumFractionDigits: 1 });
  return (
    <span
      title={t("matchesTitle")}
      aria-busy={figures.updating || undefined}
      className={cn(
        "whitespace-nowrap text-muted text-sm tabular-nums transition-opacity",
        figures.updating && "opacity-60",
      )}
    >
      {t("matches", { leads: own.leads, share })}
    </span>
  );
}
