"use client";

import { useFormatter } from "next-intl";
import { useId } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { axisLine, ChartTooltip, gridStroke, tick } from "./axis.tsx";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";
import { HatchPattern } from "./hatching.tsx";
import { Legend } from "./legend.tsx";

export interface MaturityWeek {
  /** ISO day on which the week begins. */
  week: string;
  /** Those whose time has passed. */
  matured: number;
  /** Those whose time still runs. */
  open: number;
}

export interface MaturityStripProps extends ChartText {
  weeks: readonly MaturityWeek[];
  labels: { week: string; matured: string; open: string };
  height?: number;
}

/** Week by week, how many can be judged (filled) and how many are too young for it (hatched). */
export function MaturityStrip({ weeks, labels, height = 140, ...text }: MaturityStripProps) {
  const format = useFormatter();
  const hatch = useId();
  const number = (cell: unknown) => format.number(Number(cell));
  const day = (week: unknown) =>
    format.dateTime(new Date(String(week)), { day: "numeric", month: "short", timeZone: "UTC" });
  const wholeDay = (week: unknown) =>
    format.dateTime(new Date(String(week)), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.week, format: wholeDay },
        { label: labels.matured, numeric: true, format: number },
        { label: labels.open, numeric: true, format: number },
      ]}
      rows={weeks.map(({ week, matured, open }) => [week, matured, open])}
      legend={
        <Legend
          entries={[
            { label: labels.matured, mark: "filled" },
            { label: labels.open, mark: "hatched" },
          ]}
        />
      }
    >
      <div style={{ height }}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={[...weeks]}
            margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
            barCategoryGap={2}
            title={text.title}
          >
            <defs>
              <HatchPattern id={hatch} />
            </defs>
            <CartesianGrid vertical={false} stroke={gridStroke} />
            <XAxis
              dataKey="week"
              tickFormatter={day}
              tick={tick}
              axisLine={axisLine}
              tickLine={axisLine}
              minTickGap={24}
            />
            <YAxis
              tick={tick}
              axisLine={false}
              tickLine={false}
              allowDecimals={false}
              tickFormatter={number}
              tickCount={3}
              width={52}
            />
            <Tooltip
              cursor={{ fill: "var(--line)", fillOpacity: 0.5 }}
              isAnimationActive={false}
              content={({ active, payload }) => {
                const week: MaturityWeek | undefined = payload[0]?.payload;
                if (!active || !week) return null;
                return (
                  <ChartTooltip
                    title={wholeDay(week.week)}
                    lines={[
                      { label: labels.matured, value: number(week.matured) },
                      { label: labels.open, value: number(week.open) },
                    ]}
                  />
                );
              }}
            />
            <Bar dataKey="matured" stackId="week" fill="var(--accent)" isAnimationActive={false} />
            <Bar
              dataKey="open"
              stackId="week"
              fill={`url(#${hatch})`}
              stroke="var(--accent)"
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
