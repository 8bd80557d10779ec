"use client";

import { useFormatter } from "next-intl";
import type { ReactNode } from "react";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";
import { hatched } from "./hatch.ts";
import { Legend } from "./legend.tsx";

export interface FunnelBar {
  key: string;
  label: string;
  /** Length of the filled bar; the printed figure. */
  value: number;
  /** Length of the hatched bar behind it: not final yet. */
  open: number;
  /** Shares as they are printed, such as "8.6% of start". */
  shares: readonly string[];
  /** In place of the plain figures, such as buttons that open what was counted. */
  figure?: ReactNode;
  openFigure?: ReactNode;
}

export interface FunnelBarsProps extends ChartText {
  bars: readonly FunnelBar[];
  labels: { name: string; value: string; open: string; shares: readonly string[] };
}

/** Stages as bars on one left baseline; a bar is as long as its printed figure, what is open is hatched behind it. */
export function FunnelBars({ bars, labels, ...text }: FunnelBarsProps) {
  const format = useFormatter();
  const full = Math.max(1, ...bars.map((bar) => bar.value + bar.open));
  const hasOpen = bars.some((bar) => bar.open > 0);
  const number = (cell: unknown) => format.number(Number(cell));
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.name },
        { label: labels.value, numeric: true, format: number },
        { label: labels.open, numeric: true, format: number },
        ...labels.shares.map((label) => ({ label, numeric: true })),
      ]}
      rows={bars.map((bar) => [
        ...[bar.label, bar.value, bar.open],
        ...labels.shares.map((_, n) => bar.shares[n] ?? ""),
      ])}
      legend={
        hasOpen && (
          <Legend
            entries={[
              { label: labels.value, mark: "filled" },
              { label: labels.open, mark: "hatched" },
            ]}
          />
        )
      }
    >
      <ol className="flex flex-col gap-3">
        {bars.map((bar) => (
          <li
            key={bar.key}
            className="grid grid-cols-1 items-center gap-x-3 gap-y-0.5 md:grid-cols-[7rem_1fr_22rem]"
          >
            <span className="font-medium">{bar.label}</span>
            <span aria-hidden className="flex h-7 items-center">
              <span
                className="h-6 min-w-px rounded-l-sm bg-accent"
                style={{ width: `${(bar.value / full) * 100}%` }}
              />
              {bar.open > 0 && (
                <span
                  className="h-6 min-w-1 rounded-r-sm border border-accent"
                  style={{ width: `${(bar.open / full) * 100}%`, ...hatched }}
                />
              )}
            </span>
            <span className="flex flex-wrap items-baseline gap-x-3 tabular-nums">
              <span className="font-semibold text-lg">{bar.figure ?? format.number(bar.value)}</span>
              {bar.shares.map((share) => (
                <span key={share} className="text-muted">
                  {share}
                </span>
              ))}
              {bar.open > 0 && <span className="text-muted text-sm">{bar.openFigure}</span>}
            </span>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}
