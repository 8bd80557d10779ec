"use client";

import { useFormatter } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";

export type BarTone = "accent" | "cold" | "warm" | "hot";

export interface BarRow {
  key: string;
  label: string;
  /** Bar length; must be the printed figure. */
  value: number;
  /** The printed figure; default the formatted value. */
  display?: string;
  /** Further words beside the figure, such as "12 % of start". */
  note?: string;
  tone?: BarTone;
}

export interface BarListProps extends ChartText {
  bars: readonly BarRow[];
  /** Value of a full bar; default the largest one. */
  max?: number;
  labels: { name: string; value: string; note?: string };
}

const fills: Record<BarTone, string> = {
  accent: "bg-accent",
  cold: "bg-cold",
  warm: "bg-warm",
  hot: "bg-hot",
};

const IN_LINE = "grid-cols-[minmax(4rem,max-content)_1fr_max-content]";
/** Where there is little room, names stand above their bars. */
const STACKED = "grid-cols-[1fr_max-content] @md:grid-cols-[minmax(4rem,max-content)_1fr_max-content]";

/** Bars on one left baseline, each with its figure in print: a list first, a picture second. */
export function BarList({ bars, max, labels, ...text }: BarListProps) {
  const format = useFormatter();
  const full = max ?? Math.max(0, ...bars.map((bar) => bar.value));
  const printed = (bar: BarRow) => bar.display ?? format.number(bar.value);
  const wordy = bars.some(({ note }) => note !== undefined);
  const noteColumn = labels.note === undefined ? [] : [{ label: labels.note }];
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.name },
        { label: labels.value, numeric: true, format: (cell) => format.number(Number(cell)) },
        ...noteColumn,
      ]}
      rows={bars.map((bar) => [bar.label, bar.value, ...(labels.note === undefined ? [] : [bar.note ?? ""])])}
    >
      <div className="@container">
        <ol className={cn("grid items-center gap-x-3 gap-y-1.5", wordy ? STACKED : IN_LINE)}>
          {bars.map((bar) => (
            <li key={bar.key} className="col-span-full grid grid-cols-subgrid items-center">
              <span className={cn("truncate", wordy && "col-span-full @md:col-span-1")} title={bar.label}>
                {bar.label}
              </span>
              <span aria-hidden className="flex h-6 items-center">
                <span
                  className={cn("h-5 min-w-px rounded-sm", fills[bar.tone ?? "accent"])}
                  style={{ width: `${full > 0 ? (Math.max(0, bar.value) / full) * 100 : 0}%` }}
                />
              </span>
              <span className="text-right tabular-nums">
                <span className="font-medium">{printed(bar)}</span>
                {bar.note && <span className="ml-2 text-muted">{bar.note}</span>}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </ChartFrame>
  );
}
