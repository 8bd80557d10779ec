"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { Alert } from "#components/ui/alert.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { can, type Role } from "#lib/permissions.ts";
import { returnReportQuery } from "#lib/returns/api.ts";
import { HORIZONS, type ReturnReport } from "#lib/returns/schemas.ts";
import { returnParsers } from "#lib/returns/search-params.ts";
import { CostsCard } from "./costs-card.tsx";
import { MonthsChart } from "./months-chart.tsx";
import { ReturnTotals } from "./return-totals.tsx";
import { SourcesTable } from "./sources-table.tsx";

/** What marketing spent on each source of leads, and what came of it. */
export function ReturnScreen({ role }: { role: Role }) {
  const t = useTranslations("Returns");
  const [{ from, to, horizon_days }, setState] = useQueryStates(returnParsers, { history: "push" });
  const { data, error, isPlaceholderData, refetch } = useQuery(returnReportQuery({ from, to, horizon_days }));
  const issue = error instanceof ApiError ? error.issues[0]?.code : undefined;
  const horizons = [...new Set([...HORIZONS, horizon_days])].sort((a, b) => a - b);
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">{t("description")}</p>
      <div className="mb-8 flex flex-wrap items-start gap-4">
        <Field
          label={t("from")}
          className="w-44"
          error={issue === undefined ? undefined : t("monthsError", { code: issue })}
        >
          <Input
            type="month"
            value={from ?? data?.from ?? ""}
            onChange={({ target }) => void setState({ from: target.value || null })}
          />
        </Field>
        <Field label={t("to")} className="w-44">
          <Input
            type="month"
            value={to ?? data?.to ?? ""}
            onChange={({ target }) => void setState({ to: target.value || null })}
          />
        </Field>
        <Field label={t("horizon")} hint={t("horizonHint")} className="w-64 max-w-full">
          <Select
            value={String(horizon_days)}
            options={horizons.map((days) => ({ value: String(days), label: t("days", { n: days }) }))}
            onChange={({ target }) => void setState({ horizon_days: Number(target.value) })}
          />
        </Field>
      </div>
      {error && (!data || isPlaceholderData) ? (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <SkeletonRegion />
      ) : (
        <div className="flex flex-col gap-6">
          <Updating active={isPlaceholderData}>
            <Report report={data} />
          </Updating>
          <CostsCard
            mayWrite={can(role, "costs:write")}
            sources={data.sources.flatMap(({ source }) => source ?? [])}
            month={data.to}
            currency={data.currency}
          />
        </div>
      )}
    </>
  );
}

function Report({ report }: { report: ReturnReport }) {
  const t = useTranslations("Returns");
  const format = useFormatter();
  const { months, matured_months: old, horizon_days: days, time_zone: timeZone } = report;
  const date = (at: string) => format.dateTime(new Date(at), { dateStyle: "long", timeZone });
  const young = months.length - old;
  if (months.every(({ leads, cost }) => leads === 0 && cost === null))
    return (
      <EmptyState kind="no-results" title={t("emptyTitle")}>
        {t("empty")}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-6">
      {report.next_matures_at !== null && (
        <Alert>
          {old === 0
            ? t("allYoung", { days, when: date(report.next_matures_at) })
            : t("someYoung", { young, old, days, when: date(report.next_matures_at) })}
        </Alert>
      )}
      {!report.up_to_date && <Alert tone="info">{t("behind")}</Alert>}
      {old > 0 && (
        <>
          <ReturnTotals report={report} />
          <Card>
            <SourcesTable report={report} />
          </Card>
        </>
      )}
      <Card>
        <MonthsChart report={report} />
      </Card>
      <p className="text-muted text-sm">
        {t("asOf", {
          when: format.dateTime(new Date(report.as_of), {
            dateStyle: "medium",
            timeStyle: "short",
            timeZone,
          }),
          zone: timeZone,
          currency: report.currency,
        })}
      </p>
    </div>
  );
}
