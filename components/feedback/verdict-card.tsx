"use client";

import { CircleCheck, CircleHelp, CircleX, Hourglass, type LucideIcon, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { type FeedbackReport, MIN_MATURED, type Verdict } from "#lib/feedback/schemas.ts";
import { trialDay } from "./trial-day.ts";
import { useFigures } from "./use-figures.ts";

const LOOKS: Record<Verdict, { icon: LucideIcon; className: string }> = {
  works: { icon: CircleCheck, className: "text-success" },
  unclear: { icon: CircleHelp, className: "text-caution" },
  fails: { icon: CircleX, className: "text-danger" },
  no_baseline: { icon: Scale, className: "text-muted" },
  too_few: { icon: Hourglass, className: "text-muted" },
};

/** What the report says, in a sentence or two. */
export function VerdictCard({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { verdict, groups } = report;
  const { list } = useFigures();
  const { icon: Icon, className } = LOOKS[verdict];
  const names = groups
    .filter((group) => group.basis === "handover" && group.name !== null)
    .map(({ name }) => t("quoted", { name: name ?? "" }));
  const day = trialDay(report);
  return (
    <section
      aria-labelledby="verdict"
      data-verdict={verdict}
      className="flex items-start gap-3 rounded-lg border bg-surface p-4 print:break-inside-avoid"
    >
      <Icon aria-hidden className={cn("mt-0.5 size-6 shrink-0", className)} />
      <div className="flex min-w-0 flex-col gap-1">
        <h2 id="verdict" className="font-semibold text-xl">
          {verdict === "too_few" && day !== null
            ? t("verdict.tooFewDay", day)
            : t(`verdict.${verdict}`, { groups: names.length === 0 ? "none" : list(names) })}
        </h2>
        {verdict === "too_few" ? <TooFew report={report} /> : <Rates report={report} />}
      </div>
    </section>
  );
}

function TooFew({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { longDay } = useFigures();
  const { first_read: first, matured } = report;
  return (
    <p className="max-w-prose">
      {first && (
        <>
          <span className="font-medium">
            {t(first.certain ? "verdict.firstRead" : "verdict.firstReadEarliest", {
              date: longDay(first.at),
            })}
          </span>{" "}
        </>
      )}
      {t("verdict.need", { matured, need: MIN_MATURED })}
    </p>
  );
}

function Rates({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { percent, percents, times, timesBetween } = useFigures();
  const { conversion, matured, reached, horizon_days: days, baseline, lift } = report;
  return (
    <p className="max-w-prose">
      {t("verdict.rate", {
        converted: reached.opportunity,
        matured,
        days,
        rate: percent(conversion.rate),
        range: percents(conversion),
      })}{" "}
      {lift !== null
        ? t("verdict.lift", {
            times: times(lift),
            range: timesBetween({ low: report.lift_low, high: report.lift_high }),
            baseline: percent(baseline.rate),
          })
        : baseline.rate !== null && t("verdict.baseline", { baseline: percent(baseline.rate) })}
    </p>
  );
}
