"use client";

import { useFormatter } from "next-intl";

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long something took, in its largest whole unit: "3 hr", "5 min". */
export function useDuration(): (seconds: number) => string {
  const format = useFormatter();
  return (seconds) => {
    const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? UNITS[2];
    return format.number(Math.floor(seconds / size), { style: "unit", unit, unitDisplay: "short" });
  };
}
