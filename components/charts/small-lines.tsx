"use client";

import { useFormatter } from "next-intl";
import type { ReactNode } from "react";
import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { axisLine, ChartTooltip, gridStroke, tick } from "./axis.tsx";
import type { BarTone } from "./bar-list.tsx";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";

export interface SmallLine {
  key: string;
  label: string;
  /** Shown above the line: what it is, by word and icon. */
  heading: ReactNode;
  tone: BarTone | "neutral";
}

export interface SmallLinesPoint {
  /** Milliseconds since the epoch, ascending. */
  at: number;
  values: Readonly<Record<string, number>>;
}

export interface SmallLinesProps extends ChartText {
  lines: readonly SmallLine[];
  points: readonly SmallLinesPoint[];
  /** Instants worth a labelled vertical line, such as a new version. */
  marks?: readonly { at: number; label: string }[];
  /** Time zone that the points are midnights of. */
  timeZone: string;
  labels: { at: string };
  height?: number;
}

const strokes: Record<SmallLine["tone"], string> = {
  accent: "var(--accent)",
  cold: "var(--cold)",
  warm: "var(--warm)",
  hot: "var(--hot)",
  neutral: "var(--muted)",
};

/** Several counts over time, each over its own scale: a small one is not flattened by a large one. */
export function SmallLines({
  lines,
  points,
  marks = [],
  timeZone,
  labels,
  height = 132,
  ...text
}: SmallLinesProps) {
  const format = useFormatter();
  const day = (at: unknown) =>
    format.dateTime(new Date(Number(at)), { day: "numeric", month: "short", timeZone });
  const instant = (at: unknown) =>
    format.dateTime(new Date(Number(at)), { dateStyle: "medium", timeStyle: "short", timeZone });
  const first = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 1;
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.at, format: (cell) => instant(Date.parse(String(cell))) },
        ...lines.map(({ label }) => ({
          label,
          numeric: true,
          format: (cell: unknown) => format.number(Number(cell)),
        })),
      ]}
      rows={points.map(({ at, values }) => [
        new Date(at).toISOString(),
        ...lines.map(({ key }) => values[key] ?? 0),
      ])}
    >
      <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
        {lines.map((line) => (
          <li key={line.key} className="flex min-w-0 flex-col gap-1">
            {line.heading}
            <div style={{ height }}>
              <ResponsiveContainer width="100%" height="100%">
                <AreaChart
                  data={points.map(({ at, values }) => ({ at, n: values[line.key] ?? 0 }))}
                  margin={{ top: marks.length > 0 ? 20 : 8, right: 16, bottom: 0, left: 0 }}
                  title={`${text.title} ${line.label}`}
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
                    minTickGap={24}
                  />
                  <YAxis
                    domain={[0, "auto"]}
                    tick={tick}
                    axisLine={false}
                    tickLine={false}
                    allowDecimals={false}
                    tickCount={3}
                    tickFormatter={(value) => format.number(Number(value))}
                    width={48}
                  />
                  <Tooltip
                    isAnimationActive={false}
                    content={({ active, payload }) => {
                      const point: { at: number; n: number } | undefined = payload[0]?.payload;
                      if (!active || !point) return null;
                      return (
                        <ChartTooltip
                          title={instant(point.at)}
                          lines={[{ label: line.label, value: format.number(point.n) }]}
                        />
                      );
                    }}
                  />
                  {marks.map((mark) => (
                    <ReferenceLine
                      key={`${mark.at}-${mark.label}`}
                      x={mark.at}
                      stroke="var(--foreground)"
                      strokeDasharray="4 3"
                      label={{ value: mark.label, position: "top", fill: "var(--foreground)", fontSize: 12 }}
                    />
                  ))}
                  <Area
                    type="linear"
                    dataKey="n"
                    stroke={strokes[line.tone]}
                    strokeWidth={2}
                    fill={strokes[line.tone]}
                    fillOpacity={0.12}
                    isAnimationActive={false}
                  />
                </AreaChart>
              </ResponsiveContainer>
            </div>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
