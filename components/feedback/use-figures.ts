"use client";

import { useFormatter, useTranslations } from "next-intl";

type Interval = { low: number | null; high: number | null };

/** Figures of the report in the reader's language; null is a dash. */
export function useFigures() {
  const format = useFormatter();
  const t = useTranslations("Feedback");
  const percent = (share: number | null) =>
    share === null ? "–" : format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const times = (ratio: number | null) =>
    ratio === null
      ? "–"
      : `${format.number(ratio, { minimumFractionDigits: 1, maximumFractionDigits: ratio < 1 ? 2 : 1 })}×`;
  const between = (print: (value: number | null) => string, { low, high }: Interval) =>
    low === null || high === null ? "–" : t("range", { low: print(low), high: print(high) });
  return {
    percent,
    times,
    number: (value: number) => format.number(value),
    percents: (interval: Interval) => between(percent, interval),
    timesBetween: (interval: Interval) => between(times, interval),
    day: (at: string) => format.dateTime(new Date(at), { dateStyle: "medium" }),
    longDay: (at: string) => format.dateTime(new Date(at), { dateStyle: "long" }),
    instant: (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" }),
    days: (days: number) => format.number(days, { maximumFractionDigits: 1 }),
    list: (names: readonly string[]) => format.list(names, { type: "conjunction" }),
  };
}

/** Column labels that every table of rates shares. */
export function useRateLabels() {
  const t = useTranslations("Feedback");
  return {
    n: t("n"),
    converted: t("converted"),
    rate: t("rate"),
    low: t("low"),
    high: t("high"),
    few: t("few"),
  };
}
