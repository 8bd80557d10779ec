"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { SmallLines } from "#components/charts/small-lines.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { groupsReportQuery } from "#lib/movement/api.ts";
import { type GroupsReport, NO_GROUP } from "#lib/movement/schemas.ts";
import { groupsParsers } from "#lib/movement/search-params.ts";
import { paths } from "#lib/paths.ts";
import { MovementMatrix } from "./movement-matrix.tsx";
import { MoversDrawer } from "./movers-drawer.tsx";
import { dayIn, PeriodFields } from "./period-fields.tsx";

interface GroupsScreenProps {
  segments: readonly { key: string; name: string }[];
  timeZone: string;
}

/** The instant before the end belongs to the last day that is shown; the end itself may be the next midnight. */
const lastInstant = (report: GroupsReport) => new Date(Date.parse(report.to) - 1);

/** How many leads each score group had, and who moved between them. */
export function GroupsScreen({ segments, timeZone }: GroupsScreenProps) {
  const t = useTranslations("Movement");
  const [{ segment, from, to, left, entered }, setState] = useQueryStates(groupsParsers, { history: "push" });
  const filters = { segment, from, to };
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(groupsReportQuery(filters));
  const issue = error instanceof ApiError ? error.issues[0] : undefined;
  const shown = data && {
    from: dayIn(new Date(data.from), timeZone),
    to: dayIn(lastInstant(data), timeZone),
  };
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">{t("description")}</p>
      <div className="mb-8 flex flex-wrap items-start gap-4">
        <Field label={t("segment")} className="w-56 max-w-full">
          <Select
            value={segment ?? data?.segment?.key ?? ""}
            options={segments.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={({ target }) => void setState({ segment: target.value, left: null, entered: null })}
          />
        </Field>
        <PeriodFields
          {...{ from, to, timeZone }}
          shown={shown ?? null}
          error={issue?.code === undefined ? undefined : t("periodError", { code: issue.code })}
          onChange={(days) => void setState({ ...days, left: null, entered: null })}
        />
      </div>
      {error && (!data || isPlaceholderData) ? (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <SkeletonRegion />
      ) : (
        <Updating active={isFetching && isPlaceholderData}>
          <Report
            report={data}
            timeZone={timeZone}
            filters={filters}
            between={left !== null && entered !== null ? { left, entered } : null}
            onOpen={(between) => void setState(between ?? { left: null, entered: null })}
          />
        </Updating>
      )}
    </>
  );
}

interface ReportProps {
  report: GroupsReport;
  timeZone: string;
  filters: { segment: string | null; from: string | null; to: string | null };
  between: { left: string; entered: string } | null;
  onOpen: (between: { left: string; entered: string } | null) => void;
}

function Report({ report, timeZone, filters, between, onOpen }: ReportProps) {
  const t = useTranslations("Movement");
  const format = useFormatter();
  const { groups, series, versions, sheet } = report;
  const date = (at: Date) => format.dateTime(at, { dateStyle: "medium", timeZone });
  const days = { from: date(new Date(report.from)), to: date(lastInstant(report)) };
  if (!sheet)
    return (
      <EmptyState
        kind="first-use"
        title={t("emptyTitle")}
        action={
          <Button asChild variant="primary">
            <Link href={paths.sheets()}>{t("toSheets")}</Link>
          </Button>
        }
      >
        {t("empty")}
      </EmptyState>
    );
  const n = groups.reduce((sum, { end }) => sum + end, 0);
  const top = groups.findLast(({ former }) => !former);
  const nameOf = (key: string) =>
    key === NO_GROUP ? t("noGroup") : (groups.find((group) => group.key === key)?.name ?? key);
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <SmallLines
          title={t("overTime")}
          takeaway={
            top
              ? t("overTimeTakeaway", {
                  group: top.name,
                  end: top.end,
                  change: format.number(top.end - top.start, { signDisplay: "exceptZero" }),
                  day: days.from,
                })
              : ""
          }
          n={n}
          csvName="groups-over-time"
          timeZone={timeZone}
          labels={{ at: t("at") }}
          lines={groups.map(({ key, name, tone, former, start, end }) => ({
            key,
            label: name,
            tone: tone ?? "neutral",
            heading: (
              <p className="flex flex-wrap items-baseline gap-x-2">
                <GroupBadge tone={tone ?? "neutral"}>{name}</GroupBadge>
                <span className="font-semibold text-lg tabular-nums">{format.number(end)}</span>
                <span className="text-muted">
                  {t("before", { n: start })}
                  {former && ` · ${t("former")}`}
                </span>
              </p>
            ),
          }))}
          points={series.map(({ at, leads }) => ({ at: Date.parse(at), values: leads }))}
          marks={versions.map(({ number, at }) => ({
            at: Date.parse(at),
            label: t("version", { n: number }),
          }))}
        />
      </Card>
      <Card>
        <MovementMatrix report={report} days={days} onOpen={(left, entered) => onOpen({ left, entered })} />
      </Card>
      <p className="text-muted text-sm">
        {t("asOf", {
          when: format.dateTime(new Date(report.as_of), {
            dateStyle: "medium",
            timeStyle: "short",
            timeZone,
          }),
          zone: timeZone,
          sheet: sheet.name,
        })}
      </p>
      <MoversDrawer {...{ filters, between, nameOf, days }} onClose={() => onOpen(null)} />
    </div>
  );
}
