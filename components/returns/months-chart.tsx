"use client";

import { useFormatter, useTranslations } from "next-intl";
import { PairedBars } from "#components/charts/paired-bars.tsx";
import type { ReturnReport } from "#lib/returns/schemas.ts";
import { useMoney } from "./use-money.ts";
import { useMonth } from "./use-month.ts";

/** Revenue beside cost by the month leads came in; months that are too young are hatched. */
export function MonthsChart({ report }: { report: ReturnReport }) {
  const t = useTranslations("Returns");
  const format = useFormatter();
  const money = useMoney(report.currency);
  const monthName = useMonth();
  const { months, total, currency } = report;
  const amount = { numeric: true, format: (cell: unknown) => (cell === null ? "–" : money(Number(cell))) };
  const count = { numeric: true, format: (cell: unknown) => format.number(Number(cell)) };
  const young = months.filter((month) => month.young).length;
  return (
    <PairedBars
      title={t("monthsTitle")}
      takeaway={
        total.return === null
          ? t("monthsNoReturn")
          : t("monthsTakeaway", {
              revenue: money(total.revenue),
              cost: money(total.cost ?? 0),
              n: report.matured_months,
            })
      }
      n={months.reduce((sum, { leads }) => sum + leads, 0)}
      csvName="return-by-month"
      columns={[
        { label: t("month"), format: (cell) => monthName(String(cell)) },
        { label: t("state"), format: (cell) => (cell === "young" ? t("young") : t("old")) },
        { label: t("cost"), ...amount },
        { label: t("revenue"), ...amount },
        { label: t("leads"), ...count },
        { label: t("mql"), ...count },
        { label: t("opportunity"), ...count },
        { label: t("customer"), ...count },
      ]}
      rows={months.map((month) => [
        month.month,
        month.young ? "young" : "old",
        month.cost,
        month.revenue,
        month.leads,
        month.mql,
        month.opportunity,
        month.customer,
      ])}
      pairs={months.map((month) => ({
        key: month.month,
        label: monthName(month.month, "short"),
        first: month.revenue,
        second: month.cost ?? 0,
        young: month.young,
      }))}
      labels={{ first: t("revenue"), second: t("cost"), young: t("youngMonths", { n: young }) }}
      print={money}
      printShort={(value) => format.number(value, { style: "currency", currency, notation: "compact" })}
    />
  );
}
