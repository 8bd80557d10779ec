"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { Backtest } from "#lib/sheets/backtest-schemas.ts";

const HATCHED = "bg-[repeating-linear-gradient(135deg,var(--line)_0_2px,transparent_2px_9px)]";

type Cohort = { leads: number; opportunities: number };

/** Week by week for the group that is handed over, or else the highest; young weeks are hatched and have no rate. */
export function BacktestWeeks({ backtest }: { backtest: Backtest }) {
  const t = useTranslations("SheetPreview");
  const format = useFormatter();
  const { weeks, groups, active_version: active } = backtest;
  const group = groups.find(({ handover }) => handover) ?? groups.at(-1);
  if (!group) return null;
  const rate = ({ leads, opportunities }: Cohort) =>
    leads === 0 ? "–" : format.number(opportunities / leads, { style: "percent", maximumFractionDigits: 0 });
  const cell = (cohort: Cohort | null | undefined, young: boolean) => {
    if (!cohort) return "–";
    if (young) return t("weekYoung", { opportunities: cohort.opportunities, n: cohort.leads });
    return t("weekRate", { rate: rate(cohort), n: cohort.leads });
  };
  return (
    <details>
      <summary className="min-h-6 cursor-pointer font-medium">
        {t("weekByWeek", { group: group.name })}
      </summary>
      <div className="mt-2 flex flex-col gap-2">
        <p className="text-muted text-sm">{t("weekByWeekText")}</p>
        <Table label={t("weekByWeek", { group: group.name })} density="compact" containerClassName="max-h-80">
          <TableHeader>
            <TableRow>
              <TableHead className="px-2">{t("weekOf")}</TableHead>
              <TableHead numeric className="px-2">
                {t("draft")}
              </TableHead>
              {active !== null && (
                <TableHead numeric className="px-2">
                  {t("testActive", { n: active })}
                </TableHead>
              )}
            </TableRow>
          </TableHeader>
          <TableBody>
            {weeks.toReversed().map(({ at, young, groups: found }) => {
              const row = found.find(({ key }) => key === group.key);
              return (
                <TableRow key={at} className={young ? HATCHED : undefined}>
                  <TableCell className="whitespace-nowrap px-2">
                    {format.dateTime(new Date(at), { day: "numeric", month: "short" })}
                  </TableCell>
                  <TableCell numeric className="px-2">
                    {cell(row?.draft, young)}
                  </TableCell>
                  {active !== null && (
                    <TableCell numeric className="px-2">
                      {cell(row?.now, young)}
                    </TableCell>
                  )}
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
