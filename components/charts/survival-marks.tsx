import { useFormatter } from "next-intl";
import { DASHES, LineSample } from "./line-sample.tsx";
import { atDay, type SurvivalSeries } from "./survival-rows.ts";

/** Room left of the plot, and for each row of numbers under it. */
export const SHARES_PX = 52;
export const ROW_PX = 16;

interface CensorMarkProps {
  cx: number | undefined;
  cy: number | undefined;
  ended: number;
  stroke: string;
}

export function CensorMark({ cx, cy, ended, stroke }: CensorMarkProps) {
  if (ended === 0 || cx === undefined || typeof cy !== "number") return null;
  return <line x1={cx} x2={cx} y1={cy - 4} y2={cy + 4} stroke={stroke} strokeWidth={1} />;
}

interface DayTickProps {
  x: number | string;
  y: number | string;
  payload: { value: number };
  series: readonly SurvivalSeries[];
  label: string;
}

/** The day, and below it how many of each series were still being watched on it. */
export function DayTick({ x, y, payload: { value: day }, series, label }: DayTickProps) {
  const format = useFormatter();
  const top = Number(y) + 12;
  return (
    <g fontSize={12} fill="var(--muted)">
      <text x={x} y={top} textAnchor="middle">
        {format.number(day)}
      </text>
      {day === 0 && (
        <text x={x} dx={-SHARES_PX + 8} y={top + ROW_PX + 2} textAnchor="start">
          {label}
        </text>
      )}
      {series.map((one, place) => (
        <g key={one.key}>
          {day === 0 && series.length > 1 && (
            <g transform={`translate(${Number(x) - 44} ${top + ROW_PX * (place + 2) - 5})`}>
              <LineSample stroke={one.stroke} dash={DASHES[place] ?? ""} />
            </g>
          )}
          <text
            x={x}
            y={top + ROW_PX * (place + 2) + 2}
            textAnchor="middle"
            fontSize={11}
            fill="var(--foreground)"
          >
            {format.number(atDay(one, day).atRisk)}
          </text>
        </g>
      ))}
    </g>
  );
}
