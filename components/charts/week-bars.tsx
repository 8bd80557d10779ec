"use client";

import { useFormatter } from "next-intl";
import { Bar, BarChart, CartesianGrid, Cell, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { axisLine, ChartTooltip, gridStroke, tick } from "./axis.tsx";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";
import { Legend } from "./legend.tsx";

export interface WeekBar {
  /** Its Monday, "YYYY-MM-DD". */
  week: string;
  /** Height; a share (0 … 1) where `unit` says so. Null: there is none. */
  value: number | null;
  /** Whether the figure can still change. */
  isOpen: boolean;
  /** Of how many. */
  n: number;
  /** The counted ones among them. */
  count: number;
}

export interface WeekBarsProps extends ChartText {
  bars: readonly WeekBar[];
  unit: "share" | "count";
  labels: {
    week: string;
    value: string;
    n: string;
    count: string;
    open: string;
    final: string;
    state: string;
  };
  height?: number;
}

/** A figure week by week; weeks that can still change are hatched. */
export function WeekBars({ bars, unit, labels, height = 220, ...text }: WeekBarsProps) {
  const format = useFormatter();
  const value = (cell: unknown) =>
    cell === null
      ? "–"
      : format.number(Number(cell), unit === "share" ? { style: "percent", maximumFractionDigits: 1 } : {});
  // A day of the calendar, which no time zone may move.
  const day = (week: unknown) =>
    format.dateTime(new Date(`${String(week)}T12:00:00Z`), {
      ...{ day: "numeric", month: "short", timeZone: "UTC" },
    });
  // A week without a figure is a bar of no height, or the arrow keys would read nothing out there.
  const drawn = bars.map((bar) => ({ ...bar, drawn: bar.value ?? 0 }));
  const state = (bar: WeekBar) => (bar.isOpen ? labels.open : labels.final);
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.week, format: day },
        { label: labels.n, numeric: true, format: (cell) => format.number(Number(cell)) },
        { label: labels.count, numeric: true, format: (cell) => format.number(Number(cell)) },
        ...(unit === "share" ? [{ label: labels.value, numeric: true, format: value }] : []),
        { label: labels.state },
      ]}
      rows={bars.map((bar) => [
        ...[bar.week, bar.n, bar.count],
        ...(unit === "share" ? [bar.value] : []),
        state(bar),
      ])}
      legend={
        <Legend
          entries={[
            { label: labels.final, mark: "filled" },
            { label: labels.open, mark: "hatched" },
          ]}
        />
      }
    >
      <div style={{ height }}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={drawn} margin={{ top: 8, right: 24, bottom: 0, left: 0 }} title={text.title}>
            <defs>
              <pattern
                id="week-open"
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="2" height="6" fill="var(--accent)" />
              </pattern>
            </defs>
            <CartesianGrid vertical={false} stroke={gridStroke} />
            <XAxis
              {...{ dataKey: "week", tickFormatter: day, tick, axisLine, tickLine: axisLine, minTickGap: 24 }}
            />
            <YAxis
              {...{ tick, axisLine: false, tickLine: false, tickFormatter: value, width: 52 }}
              allowDecimals={unit === "share"}
            />
            <Tooltip
              cursor={{ fill: "var(--line)", fillOpacity: 0.5 }}
              isAnimationActive={false}
              content={({ active, label }) => {
                const bar = bars.find(({ week }) => week === label);
                if (!active || !bar) return null;
                return (
                  <ChartTooltip
                    title={day(bar.week)}
                    lines={[
                      { label: labels.n, value: format.number(bar.n) },
                      { label: labels.count, value: format.number(bar.count) },
                      ...(unit === "share" ? [{ label: labels.value, value: value(bar.value) }] : []),
                      { label: labels.state, value: state(bar) },
                    ]}
                  />
                );
              }}
            />
            <Bar dataKey="drawn" isAnimationActive={false} stroke="var(--accent)">
              {bars.map((bar) => (
                <Cell key={bar.week} fill={bar.isOpen ? "url(#week-open)" : "var(--accent)"} />
              ))}
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
