"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { cn } from "#components/ui/cn.ts";
import type { Backtest } from "#lib/sheets/backtest-schemas.ts";
import { GroupPill } from "./group-pill.tsx";

type Rate = Backtest["groups"][number]["draft"];

/** Fewer leads than this say little, whatever their rate. */
const FEW = 30;

/** Opportunity rate by group with its interval, the draft above the active version on one axis from 0. */
export function BacktestRates({ backtest }: { backtest: Backtest }) {
  const t = useTranslations("SheetPreview");
  const format = useFormatter();
  const { groups, weeks, sample, horizon_days: days, active_version: active } = backtest;
  const percent = (share: number | null) =>
    share === null ? "–" : format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const full = Math.max(0.01, ...groups.flatMap(({ now, draft }) => [now?.high ?? 0, draft.high ?? 0]));
  const old = weeks.filter(({ young }) => !young);
  const top = groups.findLast((group) => group.draft.leads > 0);
  const date = (at: string | undefined) =>
    at === undefined ? "" : format.dateTime(new Date(at), { dateStyle: "medium" });
  const summary = top
    ? t("backtestTakeaway", { group: top.name, rate: percent(top.draft.rate), days })
    : t("backtestNobody", { days });
  const cells = ({ leads, opportunities, rate, low, high }: Rate) => [leads, opportunities, rate, low, high];
  const share = (cell: unknown) => percent(typeof cell === "number" ? cell : null);
  return (
    <ChartFrame
      title={t("backtestQuestion")}
      headingLevel={3}
      takeaway={summary}
      n={groups.reduce((sum, { draft }) => sum + draft.leads, 0)}
      csvName="backtest"
      columns={[
        { label: t("group") },
        { label: t("versionColumn") },
        { label: t("backtestLeads"), numeric: true },
        { label: t("backtestOpportunities"), numeric: true },
        { label: t("backtestRate"), numeric: true, format: share },
        { label: t("from"), numeric: true, format: share },
        { label: t("to"), numeric: true, format: share },
      ]}
      rows={groups
        .toReversed()
        .flatMap(({ name, now, draft }) => [
          [name, t("draft"), ...cells(draft)],
          ...(now && active !== null ? [[name, t("testActive", { n: active }), ...cells(now)]] : []),
        ])}
    >
      <ul className="flex flex-col gap-3">
        {groups.toReversed().map(({ key, now, draft }) => (
          <li key={key} className="flex flex-col gap-1">
            <span>
              <GroupPill groups={groups} group={key} />
            </span>
            <RateLine label={t("draft")} rate={draft} full={full} percent={percent} isDraft />
            {now && active !== null && (
              <RateLine label={t("testActive", { n: active })} rate={now} full={full} percent={percent} />
            )}
          </li>
        ))}
      </ul>
      <p className="text-muted text-sm">
        {t(old.length === 0 ? "backtestAllYoung" : "backtestWeeks", {
          n: old.length,
          from: date(old[0]?.at),
          to: date(old.at(-1)?.at),
          young: weeks.length - old.length,
          days,
        })}{" "}
        {t("backtestOnce")}{" "}
        {t(sample.exact ? "backtestAll" : "backtestSampled", { size: sample.size, leads: sample.leads })}
      </p>
    </ChartFrame>
  );
}

interface RateLineProps {
  label: string;
  rate: Rate;
  /** The share at the right end of the axis. */
  full: number;
  percent: (share: number | null) => string;
  isDraft?: boolean;
}

function RateLine({
  label,
  rate: { leads, rate, low, high },
  full,
  percent,
  isDraft = false,
}: RateLineProps) {
  const t = useTranslations("SheetPreview");
  const at = (share: number | null) => `${((share ?? 0) / full) * 100}%`;
  return (
    <div className="grid grid-cols-[5.5rem_1fr] items-center gap-x-3">
      <span className="truncate text-muted text-sm" title={label}>
        {label}
      </span>
      <span aria-hidden className="relative mr-2 h-4 border-l">
        {rate !== null && (
          <>
            <span
              className={cn("absolute top-[7px] h-0.5", isDraft ? "bg-removed" : "bg-accent")}
              style={{ left: at(low), width: at((high ?? 0) - (low ?? 0)) }}
            />
            <span
              className={cn(
                "absolute top-0.5 size-3 -translate-x-1/2 rounded-full",
                isDraft ? "border-2 border-removed bg-raised" : "bg-accent",
              )}
              style={{ left: at(rate) }}
            />
          </>
        )}
      </span>
      <span className="col-start-2 text-sm tabular-nums">
        {rate === null
          ? t("backtestNone")
          : t("backtestInterval", { rate: percent(rate), low: percent(low), high: percent(high) })}{" "}
        <span className="text-muted whitespace-nowrap">
          {t("backtestN", { n: leads })}
          {leads > 0 && leads < FEW && ` · ${t("backtestFew")}`}
        </span>
      </span>
    </div>
  );
}
