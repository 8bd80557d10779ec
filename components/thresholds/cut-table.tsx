"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { worth } from "#lib/thresholds/choose.ts";
import type { Cut, Goal } from "#lib/thresholds/schemas.ts";

interface CutTableProps {
  today: Cut | undefined;
  /** Minimum of the hand-over group today; null: it has none on the total. */
  todayAt: number | null;
  chosen: Cut | undefined;
  goal: Goal;
}

type Estimate = Cut["precision"];

/** The chosen threshold beside today's: each figure with its interval and what it is of. */
export function CutTable({ today, todayAt, chosen, goal }: CutTableProps) {
  const t = useTranslations("Thresholds");
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const decimal = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  const shown = (estimate: Estimate | undefined, print: (value: number) => string, of?: string) =>
    estimate ? (
      <>
        <span className="font-medium">{print(estimate.rate)}</span>{" "}
        <span className="text-muted text-sm">
          {t("interval", { low: print(estimate.low), high: print(estimate.high) })}
          {of !== undefined && <span className="block">{of}</span>}
        </span>
      </>
    ) : (
      "–"
    );
  const sum = (cut: Cut | undefined) => {
    const earned = cut && "value" in goal ? worth(cut, goal) : null;
    return earned === null ? "–" : decimal(earned);
  };
  const figures: { name: string; cell: (cut: Cut | undefined) => ReactNode }[] = [
    { name: t("perWeek"), cell: (cut) => shown(cut?.per_week, decimal) },
    {
      name: t("precision"),
      cell: (cut) =>
        shown(
          cut?.precision,
          percent,
          cut && t("precisionOf", { n: cut.opportunities, of: cut.handed_over }),
        ),
    },
    { name: t("recall"), cell: (cut) => shown(cut?.recall, percent) },
    { name: t("opportunitiesPerWeek"), cell: (cut) => shown(cut?.opportunities_per_week, decimal) },
    ...("value" in goal ? [{ name: t("worth"), cell: sum }] : []),
  ];
  const columns = [
    ...(today ? [{ name: todayAt === null ? t("todayNone") : t("today", { n: todayAt }), cut: today }] : []),
    { name: chosen ? t("chosen", { n: chosen.from }) : t("chosenNone"), cut: chosen },
  ];
  return (
    <Table label={t("compared")} containerClassName="min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("figure")}</TableHead>
          {columns.map(({ name }) => (
            <TableHead key={name} numeric>
              {name}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {figures.map(({ name, cell }) => (
          <TableRow key={name}>
            <TableCell>{name}</TableCell>
            {columns.map((column) => (
              <TableCell key={column.name} numeric className="whitespace-nowrap">
                {cell(column.cut)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
