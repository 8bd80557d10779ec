import { useTranslations } from "next-intl";

export interface LegendEntry {
  label: string;
  /** How the mark is drawn; shape tells series apart without colour. */
  mark: "filled" | "outlined" | "hatched" | "line" | "dashed";
}

const marks: Record<LegendEntry["mark"], string> = {
  filled: "size-3 rounded-[2px] bg-accent",
  outlined: "size-3 rounded-[2px] border-2 border-removed",
  hatched:
    "size-3 rounded-[2px] border border-accent bg-[repeating-linear-gradient(135deg,var(--accent)_0_2px,transparent_2px_6px)]",
  line: "h-0 w-4 border-t-2 border-accent",
  dashed: "h-0 w-4 border-t-2 border-dashed border-muted",
};

export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  const t = useTranslations("Charts");
  return (
    <ul aria-label={t("legend")} className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm">
      {entries.map((entry) => (
        <li key={entry.label} className="flex items-center gap-2">
          <span aria-hidden className={marks[entry.mark]} />
          {entry.label}
        </li>
      ))}
    </ul>
  );
}
