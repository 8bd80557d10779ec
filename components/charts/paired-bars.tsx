"use client";

import { useFormatter } from "next-intl";
import { useId } from "react";
import { Bar, BarChart, CartesianGrid, Cell, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { axisLine, ChartTooltip, gridStroke, tick } from "./axis.tsx";
import { ChartFrame, type ChartFrameProps } from "./chart-frame.tsx";
import { Legend } from "./legend.tsx";

export interface BarPair {
  key: string;
  label: string;
  /** Drawn filled and outlined, side by side. */
  first: number;
  second: number;
  /** Not final: hatched. */
  young: boolean;
}

export interface PairedBarsProps extends Omit<ChartFrameProps, "children" | "legend"> {
  pairs: readonly BarPair[];
  labels: { first: string; second: string; young: string };
  /** A value in print, in the tooltip; and short, on the axis. */
  print: (value: number) => string;
  printShort: (value: number) => string;
  height?: number;
}

/** Two figures a step, such as what came in and what went out; steps that are not final are hatched. */
export function PairedBars({ pairs, labels, print, printShort, height = 240, ...frame }: PairedBarsProps) {
  const format = useFormatter();
  const hatch = useId();
  return (
    <ChartFrame
      {...frame}
      legend={
        <Legend
          entries={[
            { label: labels.first, mark: "filled" },
            { label: labels.second, mark: "outlined" },
            ...(pairs.some(({ young }) => young) ? [{ label: labels.young, mark: "hatched" as const }] : []),
          ]}
        />
      }
    >
      <div style={{ height }}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={[...pairs]}
            margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
            barGap={1}
            title={frame.title}
          >
            <defs>
              <pattern
                id={hatch}
                width={6}
                height={6}
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width={6} height={6} fill="var(--raised)" />
                <line x1={0} y1={0} x2={0} y2={6} stroke="var(--accent)" strokeWidth={3} />
              </pattern>
            </defs>
            <CartesianGrid vertical={false} stroke={gridStroke} />
            <XAxis
              dataKey="label"
              tick={tick}
              axisLine={axisLine}
              tickLine={axisLine}
              interval="preserveStartEnd"
              minTickGap={12}
            />
            <YAxis
              tick={tick}
              axisLine={false}
              tickLine={false}
              tickFormatter={(value) => printShort(Number(value))}
              width={64}
            />
            <Tooltip
              cursor={{ fill: "var(--line)", fillOpacity: 0.5 }}
              isAnimationActive={false}
              content={({ active, payload }) => {
                const pair: BarPair | undefined = payload[0]?.payload;
                if (!active || !pair) return null;
                return (
                  <ChartTooltip
                    title={
                      pair.young ? format.list([pair.label, labels.young], { type: "unit" }) : pair.label
                    }
                    lines={[
                      { label: labels.first, value: print(pair.first) },
                      { label: labels.second, value: print(pair.second) },
                    ]}
                  />
                );
              }}
            />
            <Bar dataKey="first" isAnimationActive={false}>
              {pairs.map(({ key, young }) => (
                <Cell key={key} fill={young ? `url(#${hatch})` : "var(--accent)"} stroke="var(--accent)" />
              ))}
            </Bar>
            <Bar dataKey="second" isAnimationActive={false}>
              {pairs.map(({ key, young }) => (
                <Cell
                  key={key}
                  fill="transparent"
                  stroke="var(--removed)"
                  strokeWidth={2}
                  strokeDasharray={young ? "3 3" : undefined}
                />
              ))}
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
