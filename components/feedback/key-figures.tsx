"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures } from "./use-figures.ts";

/** The report's headline figures; each names what it is a share of. */
export function KeyFigures({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { number, percent, percents, times, timesBetween, days, day } = useFigures();
  const { period, matured, open, conversion, reached, baseline, lift } = report;
  const { median, p90 } = report.days_to_opportunity;
  return (
    <Card title={t("figures.title")} className="print:break-inside-avoid print:shadow-none">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 xl:grid-cols-6 print:grid-cols-3">
        <Figure label={t("figures.handedOver")} value={number(report.handed_over)}>
          {period.from && period.to && t("figures.period", { from: day(period.from), to: day(period.to) })}
        </Figure>
        <Figure label={t("figures.matured")} value={number(matured)}>
          {t("figures.maturedNote", { days: report.horizon_days })}
          <br />
          {t("figures.open")}: {number(open)}, {t("figures.openNote")}
        </Figure>
        <Figure label={t("figures.rate")} value={percent(conversion.rate)}>
          {matured > 0 && (
            <>
              {percents(conversion)}
              <br />
              {t("figures.ofMatured", { converted: reached.opportunity, matured })}
            </>
          )}
        </Figure>
        <Figure label={t("figures.baseline")} value={percent(baseline.rate)}>
          {baseline.leads > 0 && (
            <>
              {percents(baseline)}
              <br />
              {t("figures.ofOthers", { converted: baseline.converted, leads: baseline.leads })}
            </>
          )}
        </Figure>
        <Figure label={t("figures.lift")} value={times(lift)}>
          {lift !== null && (
            <>
              {timesBetween({ low: report.lift_low, high: report.lift_high })}
              <br />
            </>
          )}
          {t("figures.liftNote")}
        </Figure>
        <Figure label={t("figures.median")} value={median === null ? "–" : days(median)}>
          {p90 !== null && t("figures.p90", { days: days(p90) })}
        </Figure>
      </dl>
    </Card>
  );
}

function Figure({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold text-xl tabular-nums">{value}</dd>
      <dd className="text-muted text-sm tabular-nums">{children}</dd>
    </div>
  );
}
