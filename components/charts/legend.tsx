import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HATCHED } from "./hatching.tsx";
import { LineSample } from "./line-sample.tsx";

type Mark = "filled" | "outlined" | "line" | "dashed" | "hatched" | "interval" | "flagged" | "tick";

export interface LegendEntry {
  label: string;
  icon?: ReactNode;
  /** How the mark is drawn; shape tells series apart without colour. */
  mark: Mark | { stroke: string; dash: string };
}

const marks: Record<Mark, string> = {
  filled: "size-3 rounded-[2px] bg-accent",
  outlined: "size-3 rounded-[2px] border-2 border-removed",
  line: "h-0 w-4 border-t-2 border-accent",
  dashed: "h-0 w-4 border-t-2 border-dashed border-muted",
  hatched: `size-3 rounded-[2px] border border-accent text-accent ${HATCHED}`,
  interval:
    "relative h-0.5 w-4 bg-accent before:absolute before:-top-[3px] before:left-1 before:size-2 before:rounded-full before:bg-accent",
  flagged: "size-2.5 rotate-45 border-2 border-removed",
  tick: "h-3 w-0 border-l-2 border-foreground",
};

export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  const t = useTranslations("Charts");
  return (
    <ul aria-label={t("legend")} className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm">
      {entries.map((entry) => (
        <li key={entry.label} className="flex items-center gap-2">
          {typeof entry.mark === "string" ? (
            <span aria-hidden className={marks[entry.mark]} />
          ) : (
            <LineSample {...entry.mark} />
          )}
          {entry.icon}
          {entry.label}
        </li>
      ))}
    </ul>
  );
}
