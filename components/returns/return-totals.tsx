"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import type { CostPer, ReturnReport } from "#lib/returns/schemas.ts";
import { useMoney } from "./use-money.ts";

/** What all months that are old enough cost and brought; each figure with how far it may be off. */
export function ReturnTotals({ report }: { report: ReturnReport }) {
  const t = useTranslations("Returns");
  const format = useFormatter();
  const { total, currency, foreign } = report;
  const money = useMoney(currency);
  const percent = (share: number) =>
    format.number(share, { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const rate = total.customer_rate;
  return (
    <Card title={t("totalTitle")} description={t("totalText", { n: total.leads, days: report.horizon_days })}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-3 xl:grid-cols-4">
        <Figure label={t("cost")} value={total.cost === null ? null : money(total.cost)} />
        <Figure
          label={t("perLead")}
          value={total.cost_per_lead === null ? null : money(total.cost_per_lead)}
          note={t("count", { n: total.leads })}
        />
        <Per label={t("perMql")} per={total.cost_per_mql} reached={total.mql} currency={currency} />
        <Per
          label={t("perOpportunity")}
          per={total.cost_per_opportunity}
          reached={total.opportunity}
          currency={currency}
        />
        <Per
          label={t("perCustomer")}
          per={total.cost_per_customer}
          reached={total.customer}
          currency={currency}
        />
        <Figure
          label={t("customerRate")}
          value={rate && format.number(rate.rate, { style: "percent", maximumFractionDigits: 1 })}
          note={
            rate
              ? t("rateRange", {
                  low: format.number(rate.low, { style: "percent", maximumFractionDigits: 1 }),
                  high: format.number(rate.high, { style: "percent", maximumFractionDigits: 1 }),
                  n: rate.n,
                })
              : undefined
          }
        />
        <Figure
          label={t("revenue")}
          value={money(total.revenue)}
          note={t("valued", { n: total.valued, of: total.customer })}
        />
        <Figure
          label={t("return")}
          value={total.return === null ? null : percent(total.return)}
          note={t("returnNote")}
        />
      </dl>
      {foreign.length > 0 && (
        <p className="mt-4 text-muted text-sm">
          {t("foreign", {
            deals: format.list(
              foreign.map((one) =>
                t("foreignDeal", {
                  n: one.customers,
                  amount: format.number(one.revenue, { style: "currency", currency: one.currency }),
                }),
              ),
            ),
          })}
        </p>
      )}
    </Card>
  );
}

function Figure({ label, value, note }: { label: string; value: string | null; note?: string | undefined }) {
  const t = useTranslations("Returns");
  return (
    <div className="flex flex-col">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold text-xl tabular-nums">{value ?? t("unknown")}</dd>
      {note && <dd className="text-muted text-sm">{note}</dd>}
    </div>
  );
}

function Per({
  label,
  per,
  reached,
  currency,
}: {
  label: string;
  per: CostPer;
  reached: number;
  currency: string;
}) {
  const t = useTranslations("Returns");
  const money = useMoney(currency);
  if (per === null) return <Figure label={label} value={null} note={t("count", { n: reached })} />;
  const { value, low, high } = per;
  const range =
    high === null ? t("atLeast", { low: money(low) }) : t("range", { low: money(low), high: money(high) });
  return (
    <Figure
      label={label}
      value={value === null ? null : money(value)}
      note={`${range} · ${t("count", { n: reached })}`}
    />
  );
}
