"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { feedbackChoicesQuery } from "#lib/feedback/api.ts";
import { DEFAULT_HORIZON_DAYS, type FeedbackChoices } from "#lib/feedback/schemas.ts";
import { feedbackParsers } from "#lib/feedback/search-params.ts";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { chooseSubject } from "./choose.ts";
import { FeedbackOf } from "./feedback-of.tsx";

/** Whether hot meant opportunity, for the version that the URL names or else the one that says most. */
export function FeedbackScreen() {
  const t = useTranslations("Feedback");
  const { data, error, refetch } = useQuery(feedbackChoicesQuery());
  if (data) return <Chosen choices={data} />;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      {error ? (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void refetch()}
        />
      ) : (
        <SkeletonRegion />
      )}
    </>
  );
}

function Chosen({ choices }: { choices: FeedbackChoices }) {
  const t = useTranslations("Feedback");
  const [state, setState] = useQueryStates(feedbackParsers, { history: "push" });
  const subject = chooseSubject(choices, state);
  if (subject === null)
    return (
      <>
        <PageHeader title={t("title")} description={t("description")} />
        <EmptyState
          kind="first-use"
          title={t("emptyTitle")}
          action={
            <Button asChild variant="primary">
              <Link href={paths.sheets()}>{t("toSheets")}</Link>
            </Button>
          }
        >
          {t("empty", { days: DEFAULT_HORIZON_DAYS })}
        </EmptyState>
      </>
    );
  return (
    <FeedbackOf
      choices={choices}
      picked={{ subject, segment: state.segment, horizon: state.horizon_days, scope: state.scope }}
      onPick={({ subject: next, segment, horizon, scope }) =>
        void setState({
          ...(next && { sheet: next.sheet, version: next.version }),
          ...(segment !== undefined && { segment }),
          ...(horizon !== undefined && { horizon_days: horizon }),
          ...(scope !== undefined && { scope }),
        })
      }
    />
  );
}
