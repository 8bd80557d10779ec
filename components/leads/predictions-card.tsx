"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { predictionsQuery } from "#lib/models/api.ts";

/** How likely the lead converts, by each predictive score, and what speaks for and against it. */
export function PredictionsCard({ id }: { id: number }) {
  const t = useTranslations("Lead.predictions");
  const format = useFormatter();
  const { data } = useQuery(predictionsQuery(id));
  if (!data || data.predictions.length === 0) return null;
  return (
    <Card title={t("title")}>
      <ul className="flex flex-col gap-4">
        {data.predictions.map(({ model, name, version, at, probability, reasons }) => (
          <li key={model} className="flex flex-col gap-1">
            <p className="flex flex-wrap items-baseline justify-between gap-2">
              <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
              <span className="font-semibold text-lg tabular-nums">
                {format.number(probability, { style: "percent", maximumFractionDigits: 1 })}
              </span>
            </p>
            <ul className="text-sm">
              {reasons.map(({ what, value, part }) => (
                <li key={what} className="[overflow-wrap:anywhere]">
                  {t(part > 0 ? "for" : "against", { what, value: value ?? t("unknown") })}
                </li>
              ))}
            </ul>
            <p className="text-muted text-sm">
              {t("said", { version, date: format.dateTime(new Date(at), { dateStyle: "medium" }) })}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
