"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { cn } from "#components/ui/cn.ts";

export interface MovableThreshold {
  key: string;
  at: number;
  /** What the line is called: the group that begins there. */
  label: string;
  /** What a screen reader calls the handle. */
  name: string;
  /** How far it can go, both ends included. */
  min: number;
  max: number;
}

interface ThresholdHandlesProps {
  thresholds: readonly MovableThreshold[];
  /** Values at the left and right edge of the plot. */
  domain: readonly [number, number];
  onMove: (key: string, at: number) => void;
}

const STEP = 1;
const LEAP = 10;
/** Height of a row of labels; neighbours that stand close are told apart by it. */
const ROW_PX = 24;
export const LABEL_ROWS = 2;
export const LABELS_PX = ROW_PX * LABEL_ROWS;

/** Lines over a plot that can be dragged, or moved with the arrow keys; fills its positioned parent. */
export function ThresholdHandles({ thresholds, domain, onMove }: ThresholdHandlesProps) {
  return thresholds.map((threshold, place) => (
    <Handle
      key={threshold.key}
      threshold={threshold}
      row={place % LABEL_ROWS}
      domain={domain}
      onMove={(at) => onMove(threshold.key, at)}
    />
  ));
}

interface HandleProps {
  threshold: MovableThreshold;
  row: number;
  domain: readonly [number, number];
  onMove: (at: number) => void;
}

function Handle({ threshold: { at, label, name, min, max }, row, domain: [from, to], onMove }: HandleProps) {
  /** Where it is while it is dragged; it moves for good when it is let go. */
  const [dragged, setDragged] = useState<number | null>(null);
  const value = dragged ?? at;
  const within = (x: number) => Math.min(max, Math.max(min, Math.round(x)));
  const share = Math.min(1, Math.max(0, (value - from) / (to - from || 1)));
  const valueAt = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.parentElement?.parentElement?.getBoundingClientRect();
    return box ? within(from + ((clientX - box.left) / (box.width || 1)) * (to - from)) : value;
  };
  const step = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: -STEP,
      ArrowDown: -STEP,
      ArrowRight: STEP,
      ArrowUp: STEP,
      PageDown: -LEAP,
      PageUp: LEAP,
      Home: min - at,
      End: max - at,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = within(at + by);
    if (next !== at) onMove(next);
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.releasePointerCapture(event.pointerId);
    if (dragged !== null && dragged !== at) onMove(dragged);
    setDragged(null);
  };
  return (
    <div
      className="pointer-events-none absolute top-0 bottom-0 border-foreground border-l border-dashed"
      style={{ left: `${share * 100}%` }}
    >
      <div
        role="slider"
        tabIndex={0}
        aria-label={name}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        className={cn(
          "pointer-events-auto absolute z-10 flex h-6 max-w-28 cursor-ew-resize touch-none select-none items-center gap-1 rounded-md border border-control bg-raised px-1.5 text-sm hover:border-accent",
          share > 0.75 ? "-translate-x-full" : share > 0.25 ? "-translate-x-1/2" : "",
          dragged !== null && "border-accent ring-1 ring-accent",
        )}
        style={{ top: row * ROW_PX }}
        onKeyDown={step}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(at);
        }}
        onPointerMove={(event) => dragged !== null && setDragged(valueAt(event))}
        onPointerUp={end}
        onPointerCancel={() => setDragged(null)}
      >
        <span className="truncate">{label}</span>
        <span className="font-medium tabular-nums">{value}</span>
      </div>
    </div>
  );
}
