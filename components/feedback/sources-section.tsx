"use client";

import { useTranslations } from "next-intl";
import { RateRows } from "#components/charts/rate-rows.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures, useRateLabels } from "./use-figures.ts";
import { useReasons } from "./use-reasons.ts";

/** Sources that are fewer than this do not lead the summary. */
const ENOUGH = 30;

/** What became of the leads of each source, and what sales turned down. */
export function SourcesSection({ report: { sources, matured } }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { percent } = useFigures();
  const { most } = useReasons();
  const labels = useRateLabels();
  const name = ({ source, other }: (typeof sources)[number]) =>
    other ? t("sources.other") : (source ?? t("sources.unknown"));
  const best = sources
    .filter((one) => one.matured >= ENOUGH && one.source !== null)
    .toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0))[0];
  return (
    <RateRows
      title={t("sources.question")}
      takeaway={
        matured === 0
          ? t("nobodyMatured")
          : best && t("sources.takeaway", { source: name(best), rate: percent(best.rate) })
      }
      n={matured}
      csvName="feedback-sources"
      rows={sources.map((one) => ({
        key: one.other ? " other" : (one.source ?? ""),
        label: name(one),
        text: name(one),
        n: one.matured,
        converted: one.converted,
        rate: one.rate,
        low: one.low,
        high: one.high,
        note:
          one.decided === 0
            ? ""
            : [
                t("sources.rejected", { rejected: one.rejected, decided: one.decided }),
                ...(one.reasons.length > 0 ? [t("rejected.mostly", { reasons: most(one.reasons) })] : []),
              ].join("; "),
      }))}
      labels={{ ...labels, row: t("sources.source"), note: t("sources.rejections") }}
    />
  );
}
