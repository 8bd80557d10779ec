"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { ScoreLine } from "#components/charts/score-line.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { type LeadView, scoreHistoryQuery } from "#lib/leads/api.ts";
import type { ScoreHistoryAnswer } from "#lib/leads/score-schemas.ts";

/** The score as it was, under the versions as they were active; or under the one version asked for. */
export function ScoreOverTime({ id, view }: { id: string; view: LeadView }) {
  const { sheet, version } = view;
  const query = useQuery(scoreHistoryQuery(id, { sheet, version }));
  const { data, error } = query;
  return (
    <Card>
      {error ? (
        <ErrorState
          headingLevel={3}
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void query.refetch()}
        />
      ) : data ? (
        <Updating active={query.isPlaceholderData}>
          <HistoryChart history={data} asOf={view.as_of} />
        </Updating>
      ) : (
        <SkeletonRegion rows={4} />
      )}
    </Card>
  );
}

function HistoryChart({ history, asOf }: { history: ScoreHistoryAnswer; asOf: string | null }) {
  const t = useTranslations("Lead.history");
  const tLead = useTranslations("Lead");
  const format = useFormatter();
  const points = history.points.map(({ at, total }) => ({ at: Date.parse(at), score: total }));
  const totals = points.map(({ score }) => score);
  const range = { low: Math.min(...totals), high: Math.max(...totals) };
  const ends = { from: totals[0] ?? 0, to: totals.at(-1) ?? 0 };
  const takeaway = range.low === range.high ? t("flat", ends) : t("takeaway", { ...range, ...ends });
  const sampled = history.method === "sampled" ? ` ${t("sampled", { count: points.length })}` : "";
  const shownAsOf = asOf === null ? Number.NaN : Date.parse(asOf);
  const isInside = shownAsOf >= (points[0]?.at ?? 0) && shownAsOf <= (points.at(-1)?.at ?? 0);
  return (
    <ScoreLine
      title={t("title")}
      takeaway={takeaway + sampled}
      n={points.length}
      csvName="score"
      points={points}
      marks={[
        ...history.versions.map(({ number, from }) => ({
          at: Date.parse(from),
          label: t("mark", { number }),
        })),
        ...(isInside
          ? [
              {
                at: shownAsOf,
                label: `${tLead("asOf")} ${format.dateTime(shownAsOf, { day: "numeric", month: "short" })}`,
              },
            ]
          : []),
      ]}
      levels={history.levels.map(({ name, from }) => ({ from, label: name }))}
      labels={{ at: t("at"), score: t("score") }}
    />
  );
}
