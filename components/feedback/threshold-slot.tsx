"use client";

import { useTranslations } from "next-intl";
import { ChartFrame } from "#components/charts/chart-frame.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures } from "./use-figures.ts";

/** Where another threshold would have cut what was handed over. */
export function ThresholdSlot({ report: { thresholds, matured } }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { percent, number } = useFigures();
  const share = (cell: unknown) => percent(typeof cell === "number" ? cell : null);
  const middle = thresholds[Math.floor(thresholds.length / 2)];
  return (
    <ChartFrame
      title={t("thresholds.question")}
      takeaway={
        matured === 0 || !middle
          ? t("nobodyMatured")
          : t("thresholds.takeaway", {
              from: number(middle.from),
              precision: percent(middle.precision),
              recall: percent(middle.recall),
            })
      }
      n={matured}
      csvName="feedback-thresholds"
      columns={[
        { label: t("thresholds.from"), numeric: true },
        { label: t("thresholds.handedOver"), numeric: true, format: (cell) => number(Number(cell)) },
        { label: t("thresholds.precision"), numeric: true, format: share },
        { label: t("thresholds.recall"), numeric: true, format: share },
      ]}
      rows={thresholds.map((one) => [one.from, one.handed_over, one.precision, one.recall])}
    />
  );
}
