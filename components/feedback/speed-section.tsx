"use client";

import { useTranslations } from "next-intl";
import { RateRows } from "#components/charts/rate-rows.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures, useRateLabels } from "./use-figures.ts";

/** How fast sales answered against what became of it. */
export function SpeedSection({ report: { speed } }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { percent } = useFigures();
  const labels = useRateLabels();
  const rated = speed.filter(({ rate }) => rate !== null);
  const [fast] = rated;
  const slow = rated.at(-1);
  const takeaway = () => {
    if (!fast || !slow) return t("nobodyMatured");
    const first = { fast: t(`speed.buckets.${fast.bucket}`), rate: percent(fast.rate) };
    if (fast === slow) return t("speed.one", first);
    return t("speed.takeaway", {
      ...first,
      slow: t(`speed.buckets.${slow.bucket}`),
      other: percent(slow.rate),
    });
  };
  return (
    <RateRows
      title={t("speed.question")}
      takeaway={takeaway()}
      n={speed.reduce((sum, { matured }) => sum + matured, 0)}
      csvName="feedback-speed"
      rows={speed.map((one) => ({
        key: one.bucket,
        label: t(`speed.buckets.${one.bucket}`),
        text: t(`speed.buckets.${one.bucket}`),
        n: one.matured,
        converted: one.converted,
        rate: one.rate,
        low: one.low,
        high: one.high,
      }))}
      labels={{ ...labels, row: t("speed.bucket") }}
      footnote={t("speed.note")}
    />
  );
}
