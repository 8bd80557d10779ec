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
import { ChartFrame, type ChartText } from "./chart-frame.tsx";

export interface ScorePoint {
  /** Milliseconds since the epoch, ascending. */
  at: number;
  score: number;
}

export interface ScoreLineProps extends ChartText {
  points: readonly ScorePoint[];
  /** Instants worth a labelled vertical line, such as a new version. */
  marks?: readonly { at: number; label: string }[];
  /** Levels worth a labelled horizontal line, such as the start of a group. */
  levels?: readonly { from: number; label: string }[];
  labels: { at: string; score: string };
  height?: number;
}

/** A score over time. It holds until the next point, hence steps. */
export function ScoreLine({
  points,
  marks = [],
  levels = [],
  labels,
  height = 220,
  ...text
}: ScoreLineProps) {
  const format = useFormatter();
  const day = (at: unknown) => format.dateTime(new Date(Number(at)), { day: "numeric", month: "short" });
  const instant = (at: unknown) =>
    format.dateTime(new Date(Number(at)), { dateStyle: "medium", timeStyle: "short" });
  const first = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 1;
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.at, format: (cell) => instant(Date.parse(String(cell))) },
        { label: labels.score, numeric: true },
      ]}
      rows={points.map((point) => [new Date(point.at).toISOString(), point.score])}
    >
      <div style={{ height }}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            data={[...points]}
            margin={{
              top: marks.length > 0 ? 40 : 8,
              right: levels.length > 0 ? 72 : 16,
              bottom: 0,
              left: 0,
            }}
            title={text.title}
          >
            <CartesianGrid vertical={false} stroke={gridStroke} />
            <XAxis
              type="number"
              scale="time"
              dataKey="at"
              domain={[first, last]}
              tickFormatter={day}
              tick={tick}
              axisLine={axisLine}
              tickLine={axisLine}
              minTickGap={32}
            />
            <YAxis
              tick={tick}
              axisLine={false}
              tickLine={false}
              allowDecimals={false}
              tickFormatter={(value) => format.number(Number(value))}
              width={40}
            />
            <Tooltip
              isAnimationActive={false}
              content={({ active, payload }) => {
                const point: ScorePoint | undefined = payload[0]?.payload;
                if (!active || !point) return null;
                return (
                  <ChartTooltip
                    title={instant(point.at)}
                    lines={[{ label: labels.score, value: format.number(point.score) }]}
                  />
                );
              }}
            />
            {levels.map((level) => (
              <ReferenceLine
                key={level.label}
                y={level.from}
                stroke="var(--control)"
                strokeDasharray="2 4"
                label={{
                  value: `${level.label} ${level.from}`,
                  position: "right",
                  fill: "var(--muted)",
                  fontSize: 12,
                }}
              />
            ))}
            {marks.map((mark, index) => (
              <ReferenceLine
                key={`${mark.at}-${mark.label}`}
                x={mark.at}
                stroke="var(--foreground)"
                strokeDasharray="4 3"
                label={{
                  value: mark.label,
                  position: "top",
                  dy: -(index % 2) * 16,
                  fill: "var(--foreground)",
                  fontSize: 12,
                }}
              />
            ))}
            <Line
              type="stepAfter"
              dataKey="score"
              stroke="var(--accent)"
              strokeWidth={2}
              dot={points.length <= 60 ? { r: 3, fill: "var(--accent)", strokeWidth: 0 } : false}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
