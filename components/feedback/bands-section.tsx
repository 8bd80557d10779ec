"use client";

import { useFormatter, useTranslations } from "next-intl";
import { RateChart } from "#components/charts/rate-chart.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures, useRateLabels } from "./use-figures.ts";

type Band = FeedbackReport["bands"][number];

/** Observed rate by score at the hand-over. */
export function BandsSection({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const format = useFormatter();
  const { list } = useFigures();
  const { bands, conversion, baseline } = report;
  const labels = useRateLabels();
  const whole = bands.every(({ from, to }) => Number.isInteger(from) && Number.isInteger(to));
  const name = ({ from, to }: Band, place: number) => {
    // A band ends before the next one begins; scores of whole bands are whole.
    const end = whole && place < bands.length - 1 ? to - 1 : to;
    return end <= from ? format.number(from) : `${format.number(from)}–${format.number(end)}`;
  };
  const named = (breaks: Band["breaks"]) =>
    list(bands.flatMap((band, place) => (band.breaks === breaks ? [name(band, place)] : [])));
  const filled = bands.filter(({ matured }) => matured > 0);
  const takeaway = () => {
    if (filled.length === 0) return t("nobodyMatured");
    if (filled.length === 1) return t("bands.one");
    if (bands.some(({ breaks }) => breaks === "clear")) return t("bands.clear", { bands: named("clear") });
    if (bands.some(({ breaks }) => breaks === "maybe")) return t("bands.maybe", { bands: named("maybe") });
    return t("bands.inOrder");
  };
  return (
    <RateChart
      title={t("bands.question")}
      takeaway={takeaway()}
      n={filled.reduce((sum, { matured }) => sum + matured, 0)}
      csvName="feedback-bands"
      columns={bands.map((band, place) => ({
        key: String(band.from),
        label: name(band, place),
        short: format.number(band.from),
        n: band.matured,
        converted: band.converted,
        rate: band.rate,
        low: band.low,
        high: band.high,
        flag: band.breaks === "no" ? null : t(`bands.breaks.${band.breaks}`),
      }))}
      references={[
        ...(conversion.rate === null ? [] : [{ rate: conversion.rate, label: t("bands.everybody") }]),
        ...(baseline.rate === null ? [] : [{ rate: baseline.rate, label: t("bands.baseline") }]),
      ]}
      labels={{
        ...labels,
        column: t("bands.band"),
        interval: t("interval"),
        flagged: t("bands.flagged"),
      }}
    />
  );
}
