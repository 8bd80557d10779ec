"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Histogram } from "#components/charts/histogram.tsx";
import { ThresholdCurves } from "#components/charts/threshold-curves.tsx";
import type { Cut, Thresholds } from "#lib/thresholds/schemas.ts";

/** The share of leads that the takeaway looks at. */
const TOP = 0.2;

interface ThresholdChartsProps {
  thresholds: Thresholds;
  chosen: Cut | undefined;
  onPlace: (at: number) => void;
}

/** How high leads climbed, with the thresholds; and what each threshold wins and loses. */
export function ThresholdCharts({ thresholds, chosen, onPlace }: ThresholdChartsProps) {
  const t = useTranslations("Thresholds");
  const format = useFormatter();
  const { peaks, cuts, handover, leads } = thresholds;
  const percent = (share: unknown) =>
    typeof share === "number" ? format.number(share, { style: "percent", maximumFractionDigits: 1 }) : "–";
  const decimal = (value: unknown) =>
    typeof value === "number" ? format.number(value, { maximumFractionDigits: 1 }) : "–";
  const top = cuts.find(({ share }) => share !== null && share <= TOP);
  const [low, high] = [peaks[0]?.from ?? 0, peaks.at(-1)?.to ?? 100];
  const marks = [
    ...(handover?.total == null ? [] : [{ at: handover.total, label: t("todayMark") }]),
    ...(chosen && chosen.from !== handover?.total ? [{ at: chosen.from, label: t("chosenMark") }] : []),
  ];
  const share = { numeric: true, format: percent };
  const rate = { numeric: true, format: decimal };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-2">
      <Histogram
        title={t("where")}
        headingLevel={3}
        takeaway={
          top?.recall
            ? t("topHolds", { share: percent(top.share), recall: percent(top.recall.rate), from: top.from })
            : ""
        }
        n={peaks.reduce((sum, one) => sum + one.leads, 0)}
        csvName="thresholds-scores"
        height={260}
        bins={peaks.map(({ from, to, leads: all }) => ({ from, to, active: all }))}
        {...(chosen
          ? {
              movable: [
                {
                  ...{ key: "chosen", at: chosen.from, label: t("chosenMark"), name: t("threshold") },
                  ...{ min: low, max: high },
                },
              ],
              onMove: (_: string, at: number) => onPlace(at),
            }
          : {})}
        thresholds={handover?.total == null ? [] : [{ at: handover.total, label: t("todayMark") }]}
        labels={{
          value: t("score"),
          from: t("from"),
          to: t("to"),
          active: t("leads"),
          draft: t("leads"),
        }}
      />
      <ThresholdCurves
        title={t("what")}
        headingLevel={3}
        takeaway={
          chosen?.precision && chosen.recall
            ? t("curvesTakeaway", {
                n: chosen.from,
                precision: percent(chosen.precision.rate),
                recall: percent(chosen.recall.rate),
              })
            : ""
        }
        n={leads.matured}
        csvName="thresholds"
        points={cuts.map((cut) => ({
          from: cut.from,
          precision: cut.precision?.rate ?? null,
          recall: cut.recall?.rate ?? null,
        }))}
        marks={marks}
        labels={{ from: t("threshold"), precision: t("precision"), recall: t("recall") }}
        columns={[
          { label: t("threshold"), numeric: true },
          { label: t("handedOver"), numeric: true },
          { label: t("opportunities"), numeric: true },
          { label: t("precision"), ...share },
          { label: t("lowOf", { name: t("precision") }), ...share },
          { label: t("highOf", { name: t("precision") }), ...share },
          { label: t("recall"), ...share },
          { label: t("lowOf", { name: t("recall") }), ...share },
          { label: t("highOf", { name: t("recall") }), ...share },
          { label: t("perWeek"), ...rate },
          { label: t("opportunitiesPerWeek"), ...rate },
        ]}
        rows={cuts.map((cut) => [
          ...[cut.from, cut.handed_over, cut.opportunities],
          ...[cut.precision?.rate ?? null, cut.precision?.low ?? null, cut.precision?.high ?? null],
          ...[cut.recall?.rate ?? null, cut.recall?.low ?? null, cut.recall?.high ?? null],
          ...[cut.per_week?.rate ?? null, cut.opportunities_per_week?.rate ?? null],
        ])}
      />
    </div>
  );
}
