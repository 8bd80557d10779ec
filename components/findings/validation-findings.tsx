"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { Quality, Validation } from "#lib/findings/schemas.ts";
import { useReason } from "./use-reason.ts";

/** Only a ranking outside the interval of today's is called another one. */
function verdictOf({ today, suggested }: Validation): "better" | "worse" | "same" {
  if (!today.auc || !suggested.auc) return "same";
  if (suggested.auc.rate > today.auc.high) return "better";
  return suggested.auc.rate < today.auc.low ? "worse" : "same";
}

/** Whether points learnt from older leads hold on newer ones, beside the sheet as it is. */
export function ValidationFindings({ validation }: { validation: Validation | null }) {
  const t = useTranslations("Findings");
  const format = useFormatter();
  const { percent } = useReason();
  if (!validation)
    return (
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold text-lg">{t("validation")}</h3>
        <p className="text-muted">{t("noValidation")}</p>
      </section>
    );
  const { trained, tested, split_at: splitAt, today, suggested } = validation;
  const shown = (estimate: Quality["auc"], n?: number) =>
    estimate ? (
      <>
        <span className="font-medium">{percent(estimate.rate)}</span>{" "}
        <span className="text-muted text-sm">
          {t("interval", { low: percent(estimate.low), high: percent(estimate.high) })}
          {n !== undefined && ` · n = ${format.number(n)}`}
        </span>
      </>
    ) : (
      "–"
    );
  const rows: { name: string; hint?: string; cell: (quality: Quality) => ReactNode }[] = [
    { name: t("auc"), hint: t("aucHint"), cell: ({ auc }) => shown(auc) },
    { name: t("top"), cell: ({ top_tenth: top, top_tenth_n: n }) => shown(top, n) },
    {
      name: t("brier"),
      hint: t("brierHint"),
      cell: ({ brier }) =>
        brier === null ? "–" : format.number(brier, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    },
    {
      name: t("calibration"),
      cell: ({ calibration }) => (
        <ul className="text-sm">
          {calibration.map(({ predicted, rate }) => (
            <li key={predicted}>
              {t("expectedSeen", { expected: percent(predicted), seen: percent(rate) })}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold text-lg">{t("validation")}</h3>
      <p>{t(verdictOf(validation))}</p>
      <p className="text-muted text-sm">
        {t("validationText", {
          trained: trained.n,
          tested: tested.n,
          converted: tested.converted,
          date: format.dateTime(new Date(splitAt), { dateStyle: "medium" }),
        })}
      </p>
      <Table label={t("validation")} containerClassName="min-h-0">
        <TableHeader>
          <TableRow>
            <TableHead>{t("measure")}</TableHead>
            <TableHead numeric>{t("now")}</TableHead>
            <TableHead numeric>{t("next")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ name, hint, cell }) => (
            <TableRow key={name}>
              <TableCell className="min-w-44 py-2">
                {name}
                {hint && <span className="block text-muted text-sm">{hint}</span>}
              </TableCell>
              <TableCell numeric className="whitespace-nowrap py-2">
                {cell(today)}
              </TableCell>
              <TableCell numeric className="whitespace-nowrap py-2">
                {cell(suggested)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
