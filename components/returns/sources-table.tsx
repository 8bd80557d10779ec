"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { CostPer, ReturnReport, SourceFigures } from "#lib/returns/schemas.ts";
import { useMoney } from "./use-money.ts";

/** Each source beside the others: what it cost, what came of its leads, and what one of each cost. */
export function SourcesTable({ report }: { report: ReturnReport }) {
  const t = useTranslations("Returns");
  const format = useFormatter();
  const money = useMoney(report.currency);
  const { sources } = report;
  const nameOf = ({ source, other }: SourceFigures) =>
    other ? t("otherSources") : (source ?? t("noSource"));
  const best = sources
    .filter(({ cost_per_customer: per, customer }) => per?.value != null && customer > 0)
    .sort((a, b) => (a.cost_per_customer?.value ?? 0) - (b.cost_per_customer?.value ?? 0))[0];
  const numeric = { numeric: true } as const;
  const text = (amount: number | null) => (amount === null ? "–" : money(amount));
  const percent = (share: number | null) =>
    share === null
      ? "–"
      : format.number(share, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
  return (
    <ChartFrame
      title={t("sourcesTitle")}
      takeaway={
        best
          ? t("sourcesTakeaway", {
              source: nameOf(best),
              amount: text(best.cost_per_customer?.value ?? null),
            })
          : t("sourcesNoCost")
      }
      n={report.total.leads}
      csvName="return-by-source"
      columns={[
        { label: t("source") },
        ...(
          ["cost", "leads", "perLead", "mql", "perMql", "opportunity", "perOpportunity", "customer"] as const
        ).map((key) => ({ label: t(key), ...numeric })),
        ...(["perCustomer", "lowest", "highest", "revenue", "return"] as const).map((key) => ({
          label: t(key),
          ...numeric,
        })),
      ]}
      rows={sources.map((row) => [
        nameOf(row),
        ...[row.cost, row.leads, row.cost_per_lead, row.mql, row.cost_per_mql?.value ?? null],
        ...[row.opportunity, row.cost_per_opportunity?.value ?? null, row.customer],
        ...[row.cost_per_customer?.value ?? null, row.cost_per_customer?.low ?? null],
        ...[row.cost_per_customer?.high ?? null, row.revenue, row.return],
      ])}
    >
      <Table label={t("sourcesTitle")} containerClassName="max-h-none" className="[&_td]:px-2 [&_th]:px-2">
        <TableHeader>
          <TableRow>
            <TableHead>{t("source")}</TableHead>
            <TableHead numeric>{t("cost")}</TableHead>
            <TableHead numeric>{t("leads")}</TableHead>
            <TableHead numeric>{t("mql")}</TableHead>
            <TableHead numeric>{t("opportunity")}</TableHead>
            <TableHead numeric>{t("customer")}</TableHead>
            <TableHead numeric>{t("perCustomer")}</TableHead>
            <TableHead numeric>{t("revenue")}</TableHead>
            <TableHead numeric>{t("return")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {sources.map((row) => (
            <TableRow key={`${row.source} ${row.other}`}>
              <TableCell className="max-w-44 truncate font-medium">{nameOf(row)}</TableCell>
              <TableCell numeric>{row.cost === null ? t("notSaid") : money(row.cost)}</TableCell>
              <Reached n={row.leads} per={text(row.cost_per_lead)} />
              <Reached n={row.mql} per={text(row.cost_per_mql?.value ?? null)} />
              <Reached n={row.opportunity} per={text(row.cost_per_opportunity?.value ?? null)} />
              <TableCell numeric>{format.number(row.customer)}</TableCell>
              <TableCell numeric>
                <Range per={row.cost_per_customer} text={text} />
              </TableCell>
              <TableCell numeric>{money(row.revenue)}</TableCell>
              <TableCell numeric className="font-medium">
                {percent(row.return)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="text-muted text-sm">{t("sourcesNote")}</p>
    </ChartFrame>
  );
}

/** How many, and what one cost. */
function Reached({ n, per }: { n: number; per: string }) {
  const t = useTranslations("Returns");
  const format = useFormatter();
  return (
    <TableCell numeric className="py-1">
      {format.number(n)}
      <span className="block whitespace-nowrap text-muted text-sm">
        {per === "–" ? per : t("each", { per })}
      </span>
    </TableCell>
  );
}

function Range({ per, text }: { per: CostPer; text: (amount: number | null) => string }) {
  const t = useTranslations("Returns");
  if (per === null) return "–";
  return (
    <span className="whitespace-nowrap">
      {per.value !== null && <span className="block font-medium">{text(per.value)}</span>}
      <span className="block text-muted text-sm">
        {per.high === null
          ? t("atLeast", { low: text(per.low) })
          : t("range", { low: text(per.low), high: text(per.high) })}
      </span>
    </span>
  );
}
