"use client";

import { useFormatter } from "next-intl";
import {
  CartesianGrid,
  ErrorBar,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { axisLine, ChartTooltip, gridStroke, tick } from "./axis.tsx";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";
import { Legend, type LegendEntry } from "./legend.tsx";
import { DASHES } from "./line-sample.tsx";
import { ColumnTick, type RateColumn, RateDot } from "./rate-marks.tsx";

export interface RateChartProps extends ChartText {
  columns: readonly RateColumn[];
  /** Rates of everybody, or of others, as a dashed line across. */
  references?: readonly { rate: number; label: string }[];
  labels: {
    column: string;
    n: string;
    converted: string;
    rate: string;
    low: string;
    high: string;
    interval: string;
    /** What a `flag` is about. */
    flagged: string;
  };
  height?: number;
}

const RATES_PX = 52;
const SCALE_PX = 44;
const STEPS = [0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1] as const;

/** Shares side by side, each with its interval and n under it. Columns of nobody keep their place. */
export function RateChart({ columns, references = [], labels, height = 280, ...text }: RateChartProps) {
  const format = useFormatter();
  const percent = (share: number | null, digits = 1) =>
    share === null ? "–" : format.number(share, { style: "percent", maximumFractionDigits: digits });
  const share = (cell: unknown) => percent(typeof cell === "number" ? cell : null);
  const highest = Math.max(
    0.01,
    ...columns.map(({ high }) => high ?? 0),
    ...references.map(({ rate }) => rate),
  );
  const top = STEPS.find((step) => step >= highest) ?? 1;
  const someFlagged = columns.some(({ flag }) => flag);
  const entries: LegendEntry[] = [
    { label: labels.interval, mark: "interval" },
    ...(someFlagged ? [{ label: labels.flagged, mark: "flagged" as const }] : []),
    ...references.map(({ label, rate }, place) => ({
      label: `${label}: ${percent(rate)}`,
      mark: { stroke: "var(--muted)", dash: DASHES[place + 1] ?? "" },
    })),
  ];
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.column },
        { label: labels.n, numeric: true, format: (cell) => format.number(Number(cell)) },
        { label: labels.converted, numeric: true, format: (cell) => format.number(Number(cell)) },
        { label: labels.rate, numeric: true, format: share },
        { label: labels.low, numeric: true, format: share },
        { label: labels.high, numeric: true, format: share },
        ...(someFlagged ? [{ label: labels.flagged }] : []),
      ]}
      rows={columns.map(({ label, n, converted, rate, low, high, flag }) => [
        label,
        n,
        converted,
        rate,
        low,
        high,
        ...(someFlagged ? [flag ?? ""] : []),
      ])}
      legend={<Legend entries={entries} />}
    >
      <div style={{ height }}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            data={[...columns]}
            margin={{ top: 16, right: 16, bottom: 0, left: 0 }}
            title={text.title}
            desc={columns.map(({ label, rate, n }) => `${label}: ${percent(rate)}, n = ${n}`).join("; ")}
          >
            <CartesianGrid vertical={false} stroke={gridStroke} />
            <XAxis
              dataKey="key"
              padding={{ left: 24, right: 24 }}
              axisLine={axisLine}
              tickLine={axisLine}
              interval={0}
              height={SCALE_PX}
              tick={(props) => <ColumnTick {...props} columns={columns} />}
            />
            <YAxis
              domain={[0, top]}
              tick={tick}
              axisLine={false}
              tickLine={false}
              tickFormatter={(value) => percent(Number(value))}
              width={RATES_PX}
            />
            <Tooltip
              cursor={{ stroke: "var(--control)", strokeDasharray: "2 4" }}
              isAnimationActive={false}
              content={({ active, label: key }) => {
                const column = columns.find((one) => one.key === key);
                if (!active || !column) return null;
                return (
                  <ChartTooltip
                    title={column.label}
                    lines={[
                      { label: labels.rate, value: percent(column.rate) },
                      {
                        label: labels.interval,
                        value: column.rate === null ? "–" : `${percent(column.low)}–${percent(column.high)}`,
                      },
                      { label: labels.converted, value: format.number(column.converted) },
                      { label: labels.n, value: format.number(column.n) },
                      ...(column.flag ? [{ label: labels.flagged, value: column.flag }] : []),
                    ]}
                  />
                );
              }}
            />
            {references.map((reference, place) => (
              <ReferenceLine
                key={reference.label}
                y={reference.rate}
                stroke="var(--muted)"
                strokeDasharray={DASHES[place + 1]}
              />
            ))}
            <Line
              dataKey="rate"
              stroke="none"
              isAnimationActive={false}
              activeDot={false}
              dot={({ key, ...props }) => <RateDot key={key} {...props} />}
            >
              <ErrorBar
                dataKey={({ rate, low, high }: RateColumn) =>
                  rate === null || low === null || high === null ? [0, 0] : [rate - low, high - rate]
                }
                stroke="var(--accent)"
                strokeWidth={2}
                width={5}
                isAnimationActive={false}
              />
            </Line>
          </LineChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
