"use client";

import { useFormatter } from "next-intl";
import type { ReactNode } from "react";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";

/** A share of `n` with its 95 % interval; all three null where nobody was counted. */
export interface RateRow {
  key: string;
  label: ReactNode;
  /** The label as text, for the table and CSV. */
  text: string;
  n: number;
  converted: number;
  rate: number | null;
  low: number | null;
  high: number | null;
  /** Further words under the label. */
  note?: string;
}

export interface RateRowsProps extends ChartText {
  rows: readonly RateRow[];
  labels: {
    row: string;
    n: string;
    converted: string;
    rate: string;
    low: string;
    high: string;
    note?: string;
    /** Said where fewer than 30 were counted; left out where that is no fault. */
    few?: string;
  };
  footnote?: ReactNode;
}

/** Fewer than this say little, whatever their rate. */
const FEW = 30;

/** Shares under each other on one axis from 0, each with its interval and its figures in print. */
export function RateRows({ rows, labels, footnote, ...text }: RateRowsProps) {
  const format = useFormatter();
  const percent = (cell: unknown) =>
    typeof cell === "number" ? format.number(cell, { style: "percent", maximumFractionDigits: 1 }) : "–";
  const number = (cell: unknown) => format.number(Number(cell));
  const full = Math.max(0.01, ...rows.map(({ high, rate }) => high ?? rate ?? 0));
  const at = (share: number | null) => `${((share ?? 0) / full) * 100}%`;
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.row },
        { label: labels.n, numeric: true, format: number },
        { label: labels.converted, numeric: true, format: number },
        { label: labels.rate, numeric: true, format: percent },
        { label: labels.low, numeric: true, format: percent },
        { label: labels.high, numeric: true, format: percent },
        ...(labels.note === undefined ? [] : [{ label: labels.note }]),
      ]}
      rows={rows.map((row) => [
        row.text,
        row.n,
        row.converted,
        row.rate,
        row.low,
        row.high,
        ...(labels.note === undefined ? [] : [row.note ?? ""]),
      ])}
    >
      <div className="@container">
        <ul className="grid grid-cols-1 @md:grid-cols-[minmax(0,1fr)_max-content] @xl:grid-cols-[minmax(8rem,14rem)_minmax(0,1fr)_minmax(10rem,max-content)]">
          {rows.map((row) => (
            <li
              key={row.key}
              className="col-span-full grid grid-cols-subgrid items-center gap-x-4 border-t py-1.5 first:border-t-0 print:break-inside-avoid"
            >
              <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{row.label}</span>
              <span className="tabular-nums @md:text-right @xl:col-start-3 @xl:row-span-2 @xl:row-start-1">
                <span className="font-medium">{percent(row.rate)}</span>{" "}
                <span className="text-muted whitespace-nowrap">
                  {row.low !== null && `(${percent(row.low)}–${percent(row.high)}) `}
                  {number(row.converted)} / {number(row.n)}
                  {labels.few && row.n > 0 && row.n < FEW && ` · ${labels.few}`}
                </span>
              </span>
              {row.note && (
                <span className="col-span-full text-muted text-sm @xl:col-span-1 @xl:col-start-1">
                  {row.note}
                </span>
              )}
              <span
                aria-hidden
                className="relative col-span-full mr-2 ml-1.5 block h-5 border-l @xl:col-span-1 @xl:col-start-2 @xl:row-span-2 @xl:row-start-1"
              >
                {row.rate !== null && (
                  <>
                    {row.low !== null && (
                      <span
                        className="absolute top-[9px] h-0.5 bg-accent"
                        style={{ left: at(row.low), width: at((row.high ?? 0) - row.low) }}
                      />
                    )}
                    <span
                      className="absolute top-1 size-3 -translate-x-1/2 rounded-full bg-accent"
                      style={{ left: at(row.rate) }}
                    />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {footnote && <p className="text-muted text-sm">{footnote}</p>}
    </ChartFrame>
  );
}
