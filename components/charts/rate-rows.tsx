"use client";

import { useFormatter } from "next-intl";
import type { ReactNode } from "react";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";

export interface RateRow {
  key: string;
  label: string;
  /** Of how many the rate is. */
  n: number;
  /** 0 … 1; null: there is no rate of nobody. */
  rate: number | null;
  low: number | null;
  high: number | null;
  /** In place of the plain label, such as a button. */
  name?: ReactNode;
}

export interface RateRowsProps extends ChartText {
  rows: readonly RateRow[];
  labels: {
    name: string;
    n: string;
    rate: string;
    low: string;
    high: string;
    none: string;
    of: (n: number) => string;
  };
}

/** Rates side by side on one scale from 0, each a dot with its interval and the same in print. */
export function RateRows({ rows, labels, ...text }: RateRowsProps) {
  const format = useFormatter();
  const percent = (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 1 });
  const cell = (value: unknown) => (value === null ? "–" : percent(Number(value)));
  const full = Math.max(0.01, ...rows.map(({ rate, high }) => high ?? rate ?? 0));
  const at = (value: number) => `${(value / full) * 100}%`;
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.name },
        { label: labels.n, numeric: true, format: (n) => format.number(Number(n)) },
        { label: labels.rate, numeric: true, format: cell },
        { label: labels.low, numeric: true, format: cell },
        { label: labels.high, numeric: true, format: cell },
      ]}
      rows={rows.map(({ label, n, rate, low, high }) => [label, n, rate, low, high])}
    >
      <ol className="flex flex-col gap-1.5">
        {rows.map(({ key, label, name, n, rate, low, high }) => (
          <li
            key={key}
            className="grid grid-cols-1 items-center gap-x-3 sm:grid-cols-[minmax(6rem,11rem)_1fr_17rem]"
          >
            <span className="min-w-0 truncate" title={label}>
              {name ?? label}
            </span>
            <span aria-hidden className="relative mx-1 block h-5 border-control border-l">
              {low !== null && high !== null && (
                <span
                  className="absolute top-2 h-1 rounded-full bg-control"
                  style={{ left: at(low), width: `${((high - low) / full) * 100}%` }}
                />
              )}
              {rate !== null && (
                <span
                  className="-ml-1.5 absolute top-1 size-3 rounded-full bg-accent"
                  style={{ left: at(rate) }}
                />
              )}
            </span>
            <span className="tabular-nums">
              {rate === null ? (
                <span className="text-muted">{labels.none}</span>
              ) : (
                <>
                  <span className="font-medium">{percent(rate)}</span>{" "}
                  <span className="text-muted text-sm">
                    {low !== null && high !== null && `(${percent(low)}–${percent(high)}) `}
                    {labels.of(n)}
                  </span>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}
