"use client";

import { useFormatter } from "next-intl";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { axisLine, ChartTooltip, gridStroke, tick } from "./axis.tsx";
import { type ChartColumn, ChartFrame, type ChartText } from "./chart-frame.tsx";
import type { CsvCell } from "./csv.ts";
import { Legend } from "./legend.tsx";

export interface ThresholdPoint {
  from: number;
  /** Shares, 0 … 1; null where there is no rate of nobody. */
  precision: number | null;
  recall: number | null;
}

export interface ThresholdCurvesProps extends ChartText {
  points: readonly ThresholdPoint[];
  /** Labelled vertical lines, such as the threshold of today. */
  marks: readonly { at: number; label: string }[];
  labels: { from: string; precision: string; recall: string };
  /** All figures of each threshold, for the table and CSV. */
  columns: readonly ChartColumn[];
  rows: readonly (readonly CsvCell[])[];
  height?: number;
}

/** What a higher threshold wins in precision and loses in recall. */
export function ThresholdCurves({
  points,
  marks,
  labels,
  columns,
  rows,
  height = 240,
  ...text
}: ThresholdCurvesProps) {
  const format = useFormatter();
  const percent = (share: unknown) =>
    typeof share === "number"
      ? format.number(share, { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 })
      : "–";
  return (
    <ChartFrame
      {...text}
      columns={columns}
      rows={rows}
      legend={
        <Legend
          entries={[
            { label: labels.precision, mark: "line" },
            { label: labels.recall, mark: "dashed" },
          ]}
        />
      }
    >
      <div style={{ height }}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            data={[...points]}
            margin={{ top: 8 + 16 * marks.length, right: 16, bottom: 0, left: 0 }}
            title={text.title}
          >
            <CartesianGrid vertical={false} stroke={gridStroke} />
            <XAxis
              type="number"
              dataKey="from"
              domain={[points[0]?.from ?? 0, points.at(-1)?.from ?? 1]}
              tick={tick}
              axisLine={axisLine}
              tickLine={axisLine}
              tickCount={6}
            />
            <YAxis
              domain={[0, 1]}
              tick={tick}
              axisLine={false}
              tickLine={false}
              tickFormatter={(value) => percent(Number(value))}
              width={48}
            />
            <Tooltip
              isAnimationActive={false}
              content={({ active, payload }) => {
                const point: ThresholdPoint | undefined = payload[0]?.payload;
                if (!active || !point) return null;
                return (
                  <ChartTooltip
                    title={`${labels.from} ${format.number(point.from)}`}
                    lines={[
                      { label: labels.precision, value: percent(point.precision) },
                      { label: labels.recall, value: percent(point.recall) },
                    ]}
                  />
                );
              }}
            />
            {marks.map((mark, index) => (
              <ReferenceLine
                key={mark.label}
                x={mark.at}
                stroke="var(--foreground)"
                strokeDasharray="4 3"
                label={{
                  value: `${mark.label} ${mark.at}`,
                  position: "top",
                  dy: -(index % 2) * 16,
                  fill: "var(--foreground)",
                  fontSize: 12,
                }}
              />
            ))}
            <Line
              dataKey="precision"
              stroke="var(--accent)"
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
            <Line
              dataKey="recall"
              stroke="var(--muted)"
              strokeWidth={2}
              strokeDasharray="6 4"
              dot={false}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
