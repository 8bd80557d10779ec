"use client";

import { useTranslations } from "next-intl";
import { RateRows } from "#components/charts/rate-rows.tsx";
import { DiffView } from "#components/sheets/diff-view.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { sheetContentSchema } from "#lib/scoring/schema.ts";
import { useFigures, useRateLabels } from "./use-figures.ts";

type Previous = NonNullable<FeedbackReport["previous"]>;

/** Against the version before: both rates, and what changed between the two. */
export function PreviousSection({ report, previous }: { report: FeedbackReport; previous: Previous }) {
  const t = useTranslations("Feedback");
  const { times, timesBetween } = useFigures();
  const labels = useRateLabels();
  const { version: n, ratio } = previous;
  const words = () => {
    if (ratio.lift === null || ratio.low === null || ratio.high === null) return t("previous.few");
    const key = ratio.low > 1 ? "better" : ratio.high < 1 ? "worse" : "same";
    return t(`previous.${key}`, { n, times: times(ratio.lift), range: timesBetween(ratio) });
  };
  const row = (version: string, of: Previous | FeedbackReport) => [
    {
      key: `${version} this`,
      text: t("previous.this", { n: version }),
      n: of.matured,
      converted: of.reached.opportunity,
      ...of.conversion,
    },
    {
      key: `${version} others`,
      text: t("previous.others", { n: version }),
      n: of.baseline.leads,
      converted: of.baseline.converted,
      rate: of.baseline.rate,
      low: of.baseline.low,
      high: of.baseline.high,
    },
  ];
  const before = sheetContentSchema.safeParse(previous.contents.before);
  const after = sheetContentSchema.safeParse(previous.contents.after);
  return (
    <div className="flex flex-col gap-4">
      <RateRows
        title={t("previous.question", { n })}
        takeaway={words()}
        n={report.matured + previous.matured}
        csvName="feedback-previous"
        rows={[...row(String(report.version), report), ...row(String(n), previous)].map((one) => ({
          ...one,
          label: one.text,
        }))}
        labels={{ ...labels, row: t("previous.row") }}
      />
      {before.success && after.success && (
        <details>
          <summary className="min-h-6 cursor-pointer font-medium">{t("previous.changed")}</summary>
          <div className="mt-3">
            <DiffView before={before.data} after={after.data} />
          </div>
        </details>
      )}
    </div>
  );
}
