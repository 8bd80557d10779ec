"use client";

import { useFormatter } from "next-intl";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** Writes a number of bytes in the reader's language: "12.4 MB". */
export function useBytes(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const power = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
    return format.number(bytes / 1024 ** power, {
      style: "unit",
      unit: UNITS[power] ?? "byte",
      unitDisplay: "short",
      maximumFractionDigits: 1,
    });
  };
}
