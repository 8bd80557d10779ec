"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import type { LeadView } from "#lib/leads/api.ts";
import type { Lead } from "#lib/leads/schemas.ts";
import type { LeadScoreAnswer } from "#lib/leads/score-schemas.ts";
import { paths } from "#lib/paths.ts";
import { AdjustDialog } from "./adjust-dialog.tsx";
import { Equation } from "./equation.tsx";
import { ScoreControls } from "./score-controls.tsx";

interface ScoreCardProps {
  lead: Lead;
  score: UseQueryResult<LeadScoreAnswer>;
  view: LeadView;
  onView: (change: Partial<LeadView>) => void;
  /** May give points by hand, and take them back. */
  mayAdjust: boolean;
}

export function ScoreCard({ lead, score, view, onView, mayAdjust }: ScoreCardProps) {
  const t = useTranslations("Lead");
  const { data } = score;
  return (
    <Card
      title={t("why")}
      description={data && t("scoreOf", { sheet: data.sheet_name, version: data.version })}
      actions={mayAdjust && data && <AdjustDialog score={data} />}
    >
      {lead.sheets.length > 0 && <ScoreControls lead={lead} shown={data} view={view} onView={onView} />}
      <ScoreBody score={score} view={view} onView={onView} mayAdjust={mayAdjust} />
    </Card>
  );
}

function ScoreBody({ score, view, onView, mayAdjust }: Omit<ScoreCardProps, "lead">) {
  const t = useTranslations("Lead");
  const { data, error } = score;
  if (error)
    return <ScoreError error={error} view={view} onView={onView} retry={() => void score.refetch()} />;
  if (!data) return <SkeletonRegion />;
  return (
    <Updating active={score.isPlaceholderData}>
      <div className="flex flex-col gap-3">
        {view.as_of !== null && <AsOfNotice asOf={data.as_of} onNow={() => onView({ as_of: null })} />}
        {data.excluded !== null && (
          <Alert tone="caution" title={t("excludedTitle", { name: data.excluded_name ?? data.excluded })}>
            {t("excludedText")}
          </Alert>
        )}
        {!data.in_segment && <Alert title={t("outsideTitle")}>{t("outsideText")}</Alert>}
        <Equation score={data} mayEnd={mayAdjust} />
      </div>
    </Updating>
  );
}

function AsOfNotice({ asOf, onNow }: { asOf: string; onNow: () => void }) {
  const t = useTranslations("Lead");
  const format = useFormatter();
  const now = useNow();
  const at = new Date(asOf);
  const date = format.dateTime(at, { dateStyle: "long", timeStyle: "short" });
  return (
    <Alert
      live
      action={
        <Button size="sm" onClick={onNow}>
          {t("backToNow")}
        </Button>
      }
    >
      {at > now ? t("asOfFuture", { date }) : t("asOfNotice", { date })}
    </Alert>
  );
}

type ScoreErrorProps = Pick<ScoreCardProps, "view" | "onView"> & { error: Error; retry: () => void };

function ScoreError({ error, view, onView, retry }: ScoreErrorProps) {
  const t = useTranslations("Lead");
  const api = error instanceof ApiError ? error : null;
  if (api?.status === 404 && (view.sheet !== null || view.version !== null)) {
    const action = (
      <Button onClick={() => onView({ sheet: null, version: null })}>{t("noVersionAction")}</Button>
    );
    return (
      <EmptyState kind="no-results" title={t("noVersionTitle")} headingLevel={3} action={action}>
        {t("noVersionText")}
      </EmptyState>
    );
  }
  if (api?.status === 404) {
    const action = (
      <Button asChild>
        <Link href={paths.segments()}>{t("noSheetAction")}</Link>
      </Button>
    );
    return (
      <EmptyState kind="no-results" title={t("noSheetTitle")} headingLevel={3} action={action}>
        {t("noSheetText")}
      </EmptyState>
    );
  }
  return (
    <ErrorState requestId={api?.requestId ?? null} onRetry={retry} headingLevel={3}>
      {api?.code === "invalid_sheet" ? t("noDraftText") : undefined}
    </ErrorState>
  );
}
