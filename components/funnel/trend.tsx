"use client";

import { useTranslations } from "next-intl";
import { WeekBars } from "#components/charts/week-bars.tsx";
import { LINE, placeOf } from "#lib/funnel/line.ts";
import type { Funnel } from "#lib/funnel/schemas.ts";
import { StageChoice } from "./stage-choice.tsx";
import { useFunnelState } from "./use-funnel-state.ts";
import { useWords } from "./use-words.ts";

/** The weeks of the range: of a cohort the share that got there within the horizon, of a period how many did. */
export function Trend({ funnel }: { funnel: Funnel }) {
  const t = useTranslations("Funnel");
  const words = useWords();
  const { view } = useFunnelState();
  const place = placeOf(view.stage);
  const stage = words.stage(LINE[place] ?? "opportunity");
  const cohort = funnel.basis === "cohort";
  const bars = funnel.trend.map((week) => {
    const count = week.in_time[place] ?? 0;
    const share = week.entered === 0 ? null : count / week.entered;
    return {
      ...{ week: week.week, n: week.entered, count, isOpen: !week.mature },
      value: cohort ? share : count,
    };
  });
  const final = bars.filter(({ isOpen }) => !isOpen);
  const total = final.reduce((sum, { n }) => sum + n, 0);
  const got = final.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="flex flex-col gap-3">
      <StageChoice />
      <WeekBars
        title={t(cohort ? "trendCohort" : "trendPeriod", { stage })}
        takeaway={
          total === 0 && cohort
            ? t("trendTooYoung")
            : t(cohort ? "trendCohortTakeaway" : "trendPeriodTakeaway", {
                ...{ weeks: final.length, n: total, count: got, stage },
                rate: total === 0 ? "–" : words.percent(got / total),
              })
        }
        n={cohort ? total : got}
        csvName="funnel-weeks"
        unit={cohort ? "share" : "count"}
        bars={bars}
        labels={{
          ...{ week: t("week"), n: t("kpis.entered"), count: stage },
          value: t("ofStage", { stage: words.stage("lead") }),
          open: t(cohort ? "weekOpen" : "weekUnfinished"),
          final: t(cohort ? "weekFinal" : "weekFinished"),
          state: t("weekState"),
        }}
      />
    </div>
  );
}
