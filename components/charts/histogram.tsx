"use client";

import { useFormatter } from "next-intl";
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { axisLine, ChartTooltip, gridStroke, tick } from "./axis.tsx";
import { ChartFrame, type ChartText } from "./chart-frame.tsx";
import { Legend } from "./legend.tsx";
import { LABELS_PX, type MovableThreshold, ThresholdHandles } from "./threshold-handles.tsx";

export interface HistogramBin {
  /** Inclusive lower and exclusive upper end; all bins are equally wide and in order. */
  from: number;
  to: number;
  active: number;
  /** Left out where there is no draft to compare with. */
  draft?: number;
}

export interface HistogramThreshold {
  at: number;
  label: string;
}

export interface HistogramProps extends ChartText {
  bins: readonly HistogramBin[];
  thresholds?: readonly HistogramThreshold[];
  /** Thresholds that can be moved; drawn instead of `thresholds`. */
  movable?: readonly MovableThreshold[];
  onMove?: (key: string, at: number) => void;
  labels: { value: string; from: string; to: string; active: string; draft: string };
  height?: number;
}

const COUNTS_PX = 56;
const RIGHT_PX = 16;
const SCALE_PX = 30;

/** Counts by value: the active series filled, the draft outlined over it, thresholds as labelled lines. */
export function Histogram({
  bins,
  thresholds = [],
  movable = [],
  onMove,
  labels,
  height = 240,
  ...text
}: HistogramProps) {
  const format = useFormatter();
  const hasDraft = bins.some((bin) => bin.draft !== undefined);
  const data = bins.map((bin) => ({ ...bin, middle: (bin.from + bin.to) / 2 }));
  // A line beyond the leads' scores must be in sight to be moved back.
  const lines = movable.map(({ at }) => at);
  const first = Math.min(bins[0]?.from ?? 0, ...lines);
  const last = Math.max(bins.at(-1)?.to ?? 1, ...lines);
  const domain: [number, number] = [first, last];
  const rowsOfLabels = Math.min(3, thresholds.length);
  const top = 8 + (movable.length > 0 ? LABELS_PX : rowsOfLabels * 16);
  const xAxis = { type: "number", dataKey: "middle", domain, allowDataOverflow: true } as const;
  return (
    <ChartFrame
      {...text}
      columns={[
        { label: labels.from, numeric: true },
        { label: labels.to, numeric: true },
        { label: labels.active, numeric: true, format: (cell) => format.number(Number(cell)) },
        ...(hasDraft
          ? [{ label: labels.draft, numeric: true, format: (cell: unknown) => format.number(Number(cell)) }]
          : []),
      ]}
      rows={bins.map((bin) => [bin.from, bin.to, bin.active, ...(hasDraft ? [bin.draft ?? 0] : [])])}
      legend={
        hasDraft && (
          <Legend
            entries={[
              { label: labels.active, mark: "filled" },
              { label: labels.draft, mark: "outlined" },
            ]}
          />
        )
      }
    >
      <div className="relative" style={{ height }}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={data}
            margin={{ top, right: RIGHT_PX, bottom: 0, left: 0 }}
            barCategoryGap={1}
            title={text.title}
          >
            <CartesianGrid vertical={false} stroke={gridStroke} />
            <XAxis
              {...xAxis}
              xAxisId="active"
              tick={tick}
              axisLine={axisLine}
              tickLine={axisLine}
              tickCount={6}
              height={SCALE_PX}
            />
            {/* A second, hidden axis lets the draft lie over the active bars instead of beside them. */}
            <XAxis {...xAxis} xAxisId="draft" hide />
            <YAxis
              tick={tick}
              axisLine={false}
              tickLine={false}
              allowDecimals={false}
              tickFormatter={(value) => format.number(Number(value))}
              width={COUNTS_PX}
            />
            <Tooltip
              cursor={{ fill: "var(--line)", fillOpacity: 0.5 }}
              isAnimationActive={false}
              content={({ active, payload }) => {
                const bin: HistogramBin | undefined = payload[0]?.payload;
                if (!active || !bin) return null;
                return (
                  <ChartTooltip
                    title={`${labels.value} ${bin.from}–${bin.to}`}
                    lines={[
                      { label: labels.active, value: format.number(bin.active) },
                      ...(bin.draft === undefined
                        ? []
                        : [{ label: labels.draft, value: format.number(bin.draft) }]),
                    ]}
                  />
                );
              }}
            />
            <Bar xAxisId="active" dataKey="active" fill="var(--accent)" isAnimationActive={false} />
            {hasDraft && (
              <Bar
                xAxisId="draft"
                dataKey="draft"
                fill="transparent"
                stroke="var(--removed)"
                strokeWidth={2}
                isAnimationActive={false}
              />
            )}
            {thresholds.map((threshold, index) => (
              <ReferenceLine
                key={threshold.label}
                xAxisId="active"
                x={threshold.at}
                stroke="var(--foreground)"
                strokeDasharray="4 3"
                label={{
                  value: `${threshold.label} ${threshold.at}`,
                  position: "top",
                  dy: -(index % 3) * 16,
                  fill: "var(--foreground)",
                  fontSize: 12,
                }}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
        {onMove && movable.length > 0 && (
          <div
            className="pointer-events-none absolute top-0"
            style={{ left: COUNTS_PX, right: RIGHT_PX, bottom: SCALE_PX }}
          >
            <ThresholdHandles thresholds={movable} domain={domain} onMove={onMove} />
          </div>
        )}
      </div>
    </ChartFrame>
  );
}
