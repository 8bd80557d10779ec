"use client";

import { useTranslations } from "next-intl";
import { SurvivalChart } from "#components/charts/survival-chart.tsx";
import type { SurvivalSeries } from "#components/charts/survival-rows.ts";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { groupLook } from "./group-look.ts";
import { useFigures } from "./use-figures.ts";

/** Days from the hand-over to the opportunity, group by group. */
export function SurvivalSection({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { days: inDays, percent } = useFigures();
  const { days_to_opportunity: days, horizon_days: horizon, handed_over: n } = report;
  const inWords = (value: number | null) =>
    value === null ? "–" : t("survival.days", { days: Number(value.toFixed(1)) });
  const takeaway = () => {
    if (days.median !== null)
      return t("survival.takeaway", { median: inWords(days.median), p90: inWords(days.p90) });
    const last = report.survival.findLast(({ at_risk: left }) => left > 0);
    return last && last.converted > 0
      ? t("survival.soFar", { share: percent(last.converted), day: inDays(last.day) })
      : t("survival.none");
  };
  return (
    <>
      <SurvivalChart
        title={t("survival.question")}
        takeaway={takeaway()}
        n={n}
        csvName="feedback-days"
        series={useSeries(report)}
        days={horizon}
        labels={{
          day: t("survival.day"),
          series: t("groups.group"),
          share: t("survival.share"),
          low: t("low"),
          high: t("high"),
          atRisk: t("survival.atRisk"),
          censored: t("survival.censored"),
          dayTitle: (day) => t("survival.dayTitle", { day: inDays(day) }),
        }}
      />
      <p className="mt-3 text-muted text-sm">
        {t("survival.note")} {report.groups.some(({ basis }) => basis === "entry") && t("groups.basis")}
      </p>
    </>
  );
}

function useSeries({ groups, survival, baseline }: FeedbackReport): SurvivalSeries[] {
  const t = useTranslations("Feedback");
  const points = (of: FeedbackReport["survival"]) =>
    of.map(({ day, converted, low, high, at_risk: atRisk, censored }) => ({
      day,
      share: converted,
      low,
      high,
      atRisk,
      censored,
    }));
  const known = groups.filter(({ survival: own }) => own.length > 0).toReversed();
  return [
    ...(known.length === 0 && survival.length > 0
      ? [{ key: "all", label: t("bands.everybody"), stroke: "var(--hot)", points: points(survival) }]
      : []),
    ...known.map((group) => {
      const { icon: Icon, stroke } = groupLook(groups, group);
      return {
        key: `group ${group.group}`,
        label: group.name ?? t("bands.everybody"),
        icon: <Icon aria-hidden className="size-3.5" />,
        stroke,
        points: points(group.survival),
      };
    }),
    ...(baseline.survival.length > 0
      ? [
          {
            key: "baseline",
            label: t("groups.notHandedOver"),
            stroke: "var(--muted)",
            points: points(baseline.survival),
          },
        ]
      : []),
  ];
}
