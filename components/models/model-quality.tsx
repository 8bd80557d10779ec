"use client";

import { useFormatter, useTranslations } from "next-intl";
import { BarList } from "#components/charts/bar-list.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { ModelReport } from "#lib/models/report-schema.ts";

/** How good each kind of model is on leads it has not seen, whether its probabilities come true, and what weighs most. */
export function ModelQuality({ name, report }: { name: string; report: ModelReport }) {
  const t = useTranslations("Models.quality");
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const { comparison, weights } = report;
  if (!comparison) return null;
  const best = comparison.candidates.find(({ kind }) => kind === comparison.best);
  const isTrained = weights.length > 0;
  return (
    <>
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold">{t("title")}</h3>
        <p className="text-muted">
          {t("method", { trained: comparison.trained_on, tested: comparison.tested_on })}
        </p>
        <Table label={t("title")} containerClassName="max-h-none min-h-0">
          <TableHeader>
            <TableRow>
              <TableHead>{t("kind")}</TableHead>
              <TableHead numeric title={t("aucHint")}>
                {t("auc")}
              </TableHead>
              <TableHead numeric>{t("interval")}</TableHead>
              <TableHead numeric title={t("topHint")}>
                {t("top")}
              </TableHead>
              <TableHead numeric title={t("brierHint")}>
                {t("brier")}
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {comparison.candidates.map((one) => (
              <TableRow key={one.kind}>
                <TableCell>
                  {isTrained && one.kind === comparison.best
                    ? t("kept", { kind: t(`kinds.${one.kind}`) })
                    : t(`kinds.${one.kind}`)}
                </TableCell>
                <TableCell numeric>{format.number(one.auc.auc, { maximumFractionDigits: 3 })}</TableCell>
                <TableCell numeric className="whitespace-nowrap">
                  {t("range", {
                    low: format.number(one.auc.low, { maximumFractionDigits: 3 }),
                    high: format.number(one.auc.high, { maximumFractionDigits: 3 }),
                  })}
                </TableCell>
                <TableCell numeric>{one.top_tenth ? percent(one.top_tenth.precision) : "–"}</TableCell>
                <TableCell numeric>
                  {one.calibration.brier === null
                    ? "–"
                    : format.number(one.calibration.brier, { maximumFractionDigits: 3 })}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </section>
      {isTrained && best && (
        <BarList
          headingLevel={3}
          title={t("calibration")}
          takeaway={t("calibrationTakeaway", {
            predicted: percent(best.calibration.predicted ?? 0),
            observed: percent(best.calibration.observed ?? 0),
          })}
          n={best.calibration.n}
          csvName={`${name}-calibration`}
          max={1}
          labels={{ name: t("said"), value: t("came"), note: t("leads") }}
          bars={best.calibration.bins.map((bin) => ({
            key: `${bin.from} ${bin.to}`,
            label: t("saidShare", { share: percent(bin.predicted) }),
            value: bin.rate,
            display: percent(bin.rate),
            note: t("between", { low: percent(bin.low), high: percent(bin.high), n: bin.n }),
          }))}
        />
      )}
      {isTrained && (
        <BarList
          headingLevel={3}
          title={t("weights")}
          takeaway={t("weightsTakeaway", { what: weights[0]?.what ?? "" })}
          n={report.n}
          csvName={`${name}-weights`}
          labels={{ name: t("what"), value: t("weight") }}
          bars={weights.map(({ what, weight }) => ({
            key: what,
            label: what,
            value: weight,
            display: format.number(weight, { maximumFractionDigits: 2 }),
          }))}
        />
      )}
    </>
  );
}
