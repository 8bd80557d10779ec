"use client";

import { useFormatter } from "next-intl";
import type { ReactNode } from "react";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";

/** How many of how many. */
export interface Share {
  n: number;
  converted: number;
}

export interface RatioRow {
  key: string;
  label: string;
  with: Share;
  without: Share;
  /** Rate with ÷ rate without and its 95 % interval; null where there are too few to say. */
  ratio: number | null;
  low: number | null;
  high: number | null;
}

export interface RatioDotsProps extends ChartText {
  rows: readonly RatioRow[];
  labels: {
    row: string;
    withN: string;
    withConverted: string;
    withoutN: string;
    withoutConverted: string;
    ratio: string;
    low: string;
    high: string;
    tooFew: string;
    less: string;
    more: string;
    /** "12 of 40 with it, 30 of 200 without". */
    shares: (row: RatioRow) => string;
  };
  /** What must be said under the chart. */
  note?: ReactNode;
}

/** No ratio is drawn further out than this; its interval ends in an arrow there. */
const FURTHEST = 16;

/** Ratios on a logarithmic axis around 1×, each with its interval and its figures in print. */
export function RatioDots({ rows, labels, note, ...text }: RatioDotsProps) {
  const format = useFormatter();
  const times = (cell: unknown) =>
    typeof cell === "number"
      ? `${format.number(cell, { maximumFractionDigits: cell < 1 ? 2 : 1, minimumFractionDigits: 1 })}×`
      : "–";
  const number = (cell: unknown) => format.number(Number(cell));
  const reach = rows
    .flatMap(({ low, high, ratio }) => [low, high, ratio])
    .filter((one): one is number => one !== null && one > 0)
    .map((one) => Math.abs(Math.log2(one)));
  const span = Math.min(Math.log2(FURTHEST), Math.max(1, Math.ceil(Math.max(0, ...reach))));
  const ticks = Array.from({ length: 2 * span + 1 }, (_, place) => 2 ** (place - span));
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.row },
        { label: labels.withN, numeric: true, format: number },
        { label: labels.withConverted, numeric: true, format: number },
        { label: labels.withoutN, numeric: true, format: number },
        { label: labels.withoutConverted, numeric: true, format: number },
        {
          label: labels.ratio,
          numeric: true,
          format: (cell) => (cell === null ? labels.tooFew : times(cell)),
        },
        { label: labels.low, numeric: true, format: times },
        { label: labels.high, numeric: true, format: times },
      ]}
      rows={rows.map((row) => [
        row.label,
        row.with.n,
        row.with.converted,
        row.without.n,
        row.without.converted,
        row.ratio,
        row.low,
        row.high,
      ])}
    >
      <div className="@container">
        <div className="grid grid-cols-[minmax(0,1fr)_max-content] gap-x-4 @xl:grid-cols-[minmax(8rem,16rem)_minmax(0,1fr)_minmax(9rem,max-content)]">
          <div
            aria-hidden
            className="relative col-span-full mx-3 h-9 text-muted text-xs @xl:col-span-1 @xl:col-start-2"
          >
            <span className="absolute top-0 left-0">← {labels.less}</span>
            <span className="absolute top-0 right-0">{labels.more} →</span>
            {ticks.map((one) => (
              <span
                key={one}
                className="absolute bottom-0 -translate-x-1/2 tabular-nums"
                style={{ left: placeOf(one, span) }}
              >
                {format.number(one, { maximumFractionDigits: 3 })}×
              </span>
            ))}
          </div>
          <ol className="col-span-full grid grid-cols-subgrid">
            {rows.map((row) => (
              <li
                key={row.key}
                className="col-span-full grid grid-cols-subgrid items-center border-t py-1.5 print:break-inside-avoid"
              >
                <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{row.label}</span>
                <span className="text-right tabular-nums @xl:col-start-3 @xl:row-span-2 @xl:row-start-1">
                  {row.ratio === null ? (
                    <span className="text-muted">{labels.tooFew}</span>
                  ) : (
                    <>
                      <span className="font-medium">{times(row.ratio)}</span>{" "}
                      <span className="text-muted whitespace-nowrap">
                        ({times(row.low)}–{times(row.high)})
                      </span>
                    </>
                  )}
                </span>
                <span className="col-span-full text-muted text-sm @xl:col-span-1 @xl:col-start-1">
                  {labels.shares(row)}
                </span>
                <RatioLine row={row} span={span} ticks={ticks} />
              </li>
            ))}
          </ol>
        </div>
      </div>
      {note && <p className="text-muted text-sm">{note}</p>}
    </ChartFrame>
  );
}

/** Where a ratio stands between the ends of the axis. */
function placeOf(ratio: number, span: number): string {
  const log = ratio <= 0 ? -span : Math.min(span, Math.max(-span, Math.log2(ratio)));
  return `${((log + span) / (2 * span)) * 100}%`;
}

function RatioLine({ row, span, ticks }: { row: RatioRow; span: number; ticks: readonly number[] }) {
  const { ratio, low, high } = row;
  const end = 2 ** span;
  return (
    <span
      aria-hidden
      className="relative col-span-full mx-3 block h-6 @xl:col-span-1 @xl:col-start-2 @xl:row-span-2 @xl:row-start-1"
    >
      {ticks.map((one) => (
        <span
          key={one}
          className={`absolute inset-y-0 border-l ${one === 1 ? "border-control" : "border-line border-dashed"}`}
          style={{ left: placeOf(one, span) }}
        />
      ))}
      {ratio !== null && (
        <>
          {low !== null && high !== null && (
            <span
              className="absolute top-[11px] h-0.5 bg-accent"
              style={{ left: placeOf(low, span), right: `calc(100% - ${placeOf(high, span)})` }}
            />
          )}
          {high !== null && high > end && <Arrow className="-right-1 rotate-45" />}
          {low !== null && low < 1 / end && <Arrow className="-left-1 -rotate-135" />}
          <span
            className="absolute top-1.5 size-3 -translate-x-1/2 rounded-full bg-accent"
            style={{ left: placeOf(ratio, span) }}
          />
        </>
      )}
    </span>
  );
}

/** The interval goes on beyond the axis. */
function Arrow({ className }: { className: string }) {
  return <span className={`absolute top-2 size-2 border-accent border-t-2 border-r-2 ${className}`} />;
}
