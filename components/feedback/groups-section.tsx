"use client";

import { useTranslations } from "next-intl";
import { RateRows } from "#components/charts/rate-rows.tsx";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { groupLook } from "./group-look.ts";
import { useFigures, useRateLabels } from "./use-figures.ts";

/** Observed rate by group, with those that were not handed over beside them. */
export function GroupsSection({ report: { groups, baseline } }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { percent } = useFigures();
  const labels = useRateLabels();
  const rows = [
    ...groups.toReversed().map((group) => ({
      key: group.group ?? "",
      text: group.name ?? t("groups.none"),
      label: <GroupBadge tone={groupLook(groups, group).tone}>{group.name ?? t("groups.none")}</GroupBadge>,
      n: group.matured,
      converted: group.converted,
      rate: group.rate,
      low: group.low,
      high: group.high,
    })),
    {
      key: "baseline ",
      text: t("groups.notHandedOver"),
      label: t("groups.notHandedOver"),
      n: baseline.leads,
      converted: baseline.converted,
      rate: baseline.rate,
      low: baseline.low,
      high: baseline.high,
    },
  ];
  const rated = rows.filter(({ rate }) => rate !== null).sort((a, b) => (b.rate ?? 0) - (a.rate ?? 0));
  const [best] = rated;
  const worst = rated.at(-1);
  return (
    <RateRows
      title={t("groups.question")}
      takeaway={
        !best || !worst
          ? t("nobodyMatured")
          : best === worst
            ? t("groups.one", { best: best.text, rate: percent(best.rate) })
            : t("groups.takeaway", {
                best: best.text,
                rate: percent(best.rate),
                worst: worst.text,
                other: percent(worst.rate),
              })
      }
      n={rows.reduce((sum, { n }) => sum + n, 0)}
      csvName="feedback-groups"
      rows={rows}
      labels={{ ...labels, row: t("groups.group") }}
      footnote={groups.some(({ basis }) => basis === "entry") ? t("groups.basis") : undefined}
    />
  );
}
