"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { feedbackQuery } from "#lib/feedback/api.ts";
import type { FeedbackChoices, FeedbackInput } from "#lib/feedback/schemas.ts";
import { ApiError } from "#lib/http/client.ts";
import { keepPrevious } from "#lib/http/query-client.ts";
import { FeedbackActions } from "./feedback-actions.tsx";
import { FeedbackPickers, type PickedFeedback } from "./feedback-pickers.tsx";
import { FeedbackReport } from "./feedback-report.tsx";
import { NobodyYet } from "./nobody-yet.tsx";
import { ReportState } from "./report-state.tsx";

/** How often a report that is being made anew is asked for. */
const REFRESH_MS = 3_000;

interface FeedbackOfProps {
  choices: FeedbackChoices;
  picked: PickedFeedback;
  onPick: (change: Partial<PickedFeedback>) => void;
}

/** The report of what was picked; it says that it counts until there is an answer, and never before that "nothing". */
export function FeedbackOf({ choices, picked, onPick }: FeedbackOfProps) {
  const t = useTranslations("Feedback");
  const { subject, segment, horizon, scope } = picked;
  const input: FeedbackInput = {
    ...(subject.sheet !== null && { sheet: subject.sheet }),
    version: subject.version,
    ...(segment !== null && { segment }),
    horizon_days: horizon,
    scope,
  };
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...feedbackQuery(input),
    ...keepPrevious,
    refetchInterval: ({ state }) => (state.data?.refreshing ? REFRESH_MS : false),
  });
  const nothing = error instanceof ApiError && error.status === 404;
  const name = choices.versions.find((one) => one.sheet === subject.sheet)?.sheet_name;
  return (
    <>
      <PageHeader
        title={name === undefined ? t("title") : t("titleOf", { sheet: name })}
        description={t("description")}
        actions={data && !error && data.handed_over > 0 && <FeedbackActions input={input} />}
      />
      <FeedbackPickers
        choices={choices}
        picked={picked}
        hasTrial={data?.trial_frozen_at != null}
        onPick={onPick}
      />
      {nothing && (
        <EmptyState kind="no-results" title={t("unknownTitle")}>
          {t("unknown")}
        </EmptyState>
      )}
      {error && !nothing && (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void refetch()}
        />
      )}
      {!error && !data && (
        <>
          <p className="mb-3 text-muted">{t("loading")}</p>
          <SkeletonRegion rows={8} />
        </>
      )}
      {!error && data && (
        <Updating active={isPlaceholderData}>
          <ReportState report={data} onShowTrial={() => onPick({ scope: "trial" })} />
          {data.handed_over === 0 ? (
            <NobodyYet report={data} filtered={segment !== null} onPick={onPick} />
          ) : (
            <FeedbackReport report={data} />
          )}
        </Updating>
      )}
    </>
  );
}
