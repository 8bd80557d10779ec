"use client";

import { useFormatter } from "next-intl";

/** A month such as "2026-03" in the reader's words; taken at its middle, so that no time zone makes another of it. */
export function useMonth() {
  const format = useFormatter();
  return (month: string, length: "short" | "long" = "long") =>
    format.dateTime(new Date(`${month}-15T12:00:00Z`), {
      month: length,
      year: length === "short" ? "2-digit" : "numeric",
      timeZone: "UTC",
    });
}
