"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { FunnelRow, Money, Rate } from "#lib/funnel/schemas.ts";
import { useFunnelState } from "./use-funnel-state.ts";

/** How the funnel's figures read in the reader's language. */
export function useWords() {
  const t = useTranslations("Funnel");
  const stages = useTranslations("Leads.stages");
  const format = useFormatter();
  const { state } = useFunnelState();
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  return {
    percent,
    stage: (stage: Parameters<typeof stages>[0]) => stages(stage),
    /** Calendar days have no time zone. */
    day: (day: string) =>
      format.dateTime(new Date(`${day}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" }),
    days: (days: number | null) =>
      days === null
        ? "–"
        : days < 3
          ? t("hours", { n: Math.round(days * 24) })
          : t("days", { n: Math.round(days) }),
    rate: (rate: Rate) => (rate === null ? "–" : percent(rate.rate)),
    interval: (rate: Rate) =>
      rate?.low == null || rate.high == null
        ? null
        : t("interval", { low: percent(rate.low), high: percent(rate.high) }),
    money: ({ currency, amount }: Money) =>
      format.number(amount, { style: "currency", currency, maximumFractionDigits: 0 }),
    by: t(`bys.${state.by}`),
    row: ({ key, name }: Pick<FunnelRow, "key" | "name">) =>
      name ?? t(key === "other" ? "otherValues" : `noValue.${state.by}`),
  };
}
