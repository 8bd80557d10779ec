"use client";

import { useTranslations } from "next-intl";
import { BarList } from "#components/charts/bar-list.tsx";
import { STAGES_REACHED } from "#lib/feedback/outcomes.ts";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures } from "./use-figures.ts";

/** How many of those that can be judged reached each stage. */
export function ReachedSection({ report: { reached, matured } }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const stages = useTranslations("Leads.stages");
  const { percent } = useFigures();
  const share = (n: number) => percent(matured === 0 ? null : n / matured);
  return (
    <BarList
      title={t("reached.question")}
      takeaway={
        matured === 0
          ? t("nobodyMatured")
          : t("reached.takeaway", { share: share(reached.opportunity), customers: share(reached.customer) })
      }
      n={matured}
      csvName="feedback-stages"
      max={matured}
      bars={STAGES_REACHED.map((stage) => ({
        key: stage,
        label: stages(stage),
        value: reached[stage],
        note: t("shareOf", { share: share(reached[stage]), n: matured }),
      }))}
      labels={{ name: t("reached.stage"), value: t("reached.leads"), note: t("reached.share") }}
    />
  );
}
