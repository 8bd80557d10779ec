"use client";

import type { ReactNode } from "react";
import { usePoints } from "./use-points.ts";

type TermLineProps = { name: ReactNode; hundredths: number; indent?: boolean };

/** A term of the equation with its points at the end of the line. */
export function TermLine({ name, hundredths, indent = false }: TermLineProps) {
  const points = usePoints();
  return (
    <span className="flex min-h-9 items-center justify-between gap-3">
      <span className={indent ? "min-w-0 pl-6" : "flex min-w-0 items-center gap-2"}>{name}</span>
      <span data-hundredths={hundredths} className="shrink-0 tabular-nums">
        {points(hundredths / 100)}
      </span>
    </span>
  );
}
