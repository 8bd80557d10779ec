"use client";

import { useFormatter } from "next-intl";

/** Points with their sign and two decimals at most, as "+12.5" or "−3". */
export function usePoints(): (points: number) => string {
  const format = useFormatter();
  return (points) =>
    format.number(points, { maximumFractionDigits: 2, signDisplay: "exceptZero" }).replace("-", "\u2212");
}
