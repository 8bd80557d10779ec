"use client";

import { useTranslations } from "next-intl";
import { MaturityStrip } from "#components/charts/maturity-strip.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures } from "./use-figures.ts";

export function MaturitySection({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { percent } = useFigures();
  const { handed_over: n, matured, open, horizon_days: days, maturity } = report;
  const words = open === 0 ? "maturity.all" : matured === 0 ? "maturity.none" : "maturity.some";
  return (
    <MaturityStrip
      title={t("maturity.question")}
      takeaway={t(words, { n, matured, days, share: percent(n === 0 ? null : matured / n) })}
      n={n}
      csvName="feedback-maturity"
      weeks={maturity}
      labels={{
        week: t("maturity.week"),
        matured: t("maturity.matured"),
        open: t("maturity.open"),
      }}
    />
  );
}
