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
import { Legend } from "./legend.tsx";
import { DASHES } from "./line-sample.tsx";
import { CensorMark, DayTick, ROW_PX, SHARES_PX } from "./survival-marks.tsx";
import { atDay, type SurvivalSeries, survivalRows, ticksUntil, watched } from "./survival-rows.ts";

export interface SurvivalChartProps extends ChartText {
  /** Told apart by the kind of their lines as well as by colour: five at most. */
  series: readonly SurvivalSeries[];
  /** Last day of the axis. */
  days: number;
  labels: {
    day: string;
    series: string;
    share: string;
    low: string;
    high: string;
    atRisk: string;
    censored: string;
    /** "day 30" of the tooltip. */
    dayTitle: (day: number) => string;
  };
  height?: number;
}

const STEPS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1] as const;

/**
 * The share that got there by each day (1 − Kaplan-Meier), as steps. A small stroke marks days on which somebody's time
 * of watching ended; below the axis stands how many were still being watched.
 */
export function SurvivalChart({ series: given, days, labels, height = 300, ...text }: SurvivalChartProps) {
  const format = useFormatter();
  const percent = (share: unknown) =>
    typeof share === "number" ? format.number(share, { style: "percent", maximumFractionDigits: 1 }) : "–";
  const interval = (low: number | null, high: number | null) =>
    low === null || high === null ? "" : ` (${percent(low)}–${percent(high)})`;
  const number = (cell: unknown) => format.number(Number(cell));
  const series = given.map((one) => ({ ...one, points: watched(one.points) }));
  const rows = survivalRows(series, days);
  const highest = Math.max(0.01, ...series.flatMap(({ points }) => points.map((point) => point.share)));
  const top = STEPS.find((step) => step >= highest) ?? 1;
  const several = series.length > 1;
  return (
    <ChartFrame
      {...text}
      columns={[
        ...(several ? [{ label: labels.series }] : []),
        { label: labels.day, numeric: true, format: number },
        { label: labels.share, numeric: true, format: percent },
        { label: labels.low, numeric: true, format: percent },
        { label: labels.high, numeric: true, format: percent },
        { label: labels.atRisk, numeric: true, format: number },
        { label: labels.censored, numeric: true, format: number },
      ]}
      rows={series.flatMap(({ label, points }) =>
        points.map(({ day, share, low, high, atRisk, censored }) => [
          ...(several ? [label] : []),
          day,
          share,
          low,
          high,
          atRisk,
          censored,
        ]),
      )}
      legend={
        <Legend
          entries={[
            ...(several
              ? series.map(({ label, icon, stroke }, place) => ({
                  label,
                  icon,
                  mark: { stroke, dash: DASHES[place] ?? "" },
                }))
              : []),
            { label: labels.censored, mark: "tick" },
          ]}
        />
      }
    >
      <div style={{ height }}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={rows} margin={{ top: 8, right: 24, bottom: 0, left: 0 }} title={text.title}>
            <CartesianGrid vertical={false} stroke={gridStroke} />
            <XAxis
              type="number"
              dataKey="day"
              domain={[0, days]}
              ticks={ticksUntil(days)}
              interval={0}
              axisLine={axisLine}
              tickLine={axisLine}
              height={28 + ROW_PX * (series.length + 1)}
              tick={(props) => <DayTick {...props} series={series} label={labels.atRisk} />}
            />
            <YAxis
              domain={[0, top]}
              tick={tick}
              axisLine={false}
              tickLine={false}
              tickFormatter={percent}
              width={SHARES_PX}
            />
            <Tooltip
              isAnimationActive={false}
              content={({ active, label }) => {
                if (!active || label === undefined) return null;
                const day = Number(label);
                return (
                  <ChartTooltip
                    title={labels.dayTitle(day)}
                    lines={series.flatMap((one) => {
                      const { share, low, high, atRisk } = atDay(one, day);
                      const value = percent(share) + interval(low, high);
                      return several
                        ? [{ label: one.label, value: `${value}, n = ${number(atRisk)}` }]
                        : [
                            { label: labels.share, value },
                            { label: labels.atRisk, value: number(atRisk) },
                          ];
                    })}
                  />
                );
              }}
            />
            <ReferenceLine y={0} stroke="var(--control)" />
            {series.map((one, place) => (
              <Line
                key={one.key}
                type="stepAfter"
                dataKey={one.key}
                name={one.label}
                stroke={one.stroke}
                strokeDasharray={DASHES[place] ?? ""}
                strokeWidth={2}
                activeDot={{ r: 4 }}
                dot={({ key, cx, cy, payload }) => (
                  <CensorMark
                    key={key}
                    cx={cx}
                    cy={cy}
                    ended={(payload as Record<string, number>)[`${one.key} censored`] ?? 0}
                    stroke={one.stroke}
                  />
                )}
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
