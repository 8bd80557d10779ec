import { useFormatter } from "next-intl";

/** A share of `n`, with its 95 % interval; all three null where nobody was counted. */
export interface RateColumn {
  key: string;
  label: string;
  /** For where there is no room for `label`. */
  short: string;
  n: number;
  converted: number;
  rate: number | null;
  low: number | null;
  high: number | null;
  /** Set where the figure stands against the order of the others: how surely, in words. */
  flag?: string | null;
}

/** Narrower than this a column shows its short label and a rounded n. */
const ROOM_PX = 56;

interface DotProps {
  cx?: number;
  cy?: number;
  payload?: RateColumn;
}

/** Round and filled; a flagged one is a hollow diamond, so that colour is not needed to see it. */
export function RateDot({ cx, cy, payload }: DotProps) {
  if (cx === undefined || typeof cy !== "number" || payload?.rate === null) return null;
  if (!payload?.flag) return <circle cx={cx} cy={cy} r={5} fill="var(--accent)" />;
  return (
    <path
      d={`M${cx} ${cy - 8}l8 8l-8 8l-8 -8z`}
      fill="var(--background)"
      stroke="var(--removed)"
      strokeWidth={2.5}
    />
  );
}

interface TickProps {
  x: number | string;
  y: number | string;
  width?: number | string | undefined;
  payload: { value: string };
  columns: readonly RateColumn[];
}

/** Which column, and of how many; both shortened where columns are narrow. */
export function ColumnTick({ x, y, width, payload, columns }: TickProps) {
  const format = useFormatter();
  const column = columns.find(({ key }) => key === payload.value);
  if (!column) return null;
  const roomy = Number(width ?? 0) / columns.length >= ROOM_PX;
  return (
    <text x={x} y={Number(y) + 12} textAnchor="middle" fill="var(--muted)" fontSize={12}>
      <tspan x={x} fill="var(--foreground)">
        {roomy ? column.label : column.short}
      </tspan>
      <tspan x={x} dy={16} fontSize={11}>
        {roomy
          ? `n = ${format.number(column.n)}`
          : format.number(column.n, { notation: "compact", maximumFractionDigits: 1 })}
      </tspan>
    </text>
  );
}
