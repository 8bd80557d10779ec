"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { funnelQueryOptions } from "#lib/funnel/api.ts";
import type { Funnel } from "#lib/funnel/schemas.ts";
import { ApiError } from "#lib/http/client.ts";
import { Breakdown } from "./breakdown.tsx";
import { FunnelControls } from "./funnel-controls.tsx";
import { FunnelKpis } from "./funnel-kpis.tsx";
import { LeadsDrawer } from "./leads-drawer.tsx";
import { StagesChart } from "./stages-chart.tsx";
import { StepTable } from "./step-table.tsx";
import { Trend } from "./trend.tsx";
import { useFunnelState } from "./use-funnel-state.ts";
import { useWords } from "./use-words.ts";
import { WaitingTable } from "./waiting-table.tsx";

/** Where leads stop: what is asked for in the URL, and the report of it. */
export function FunnelScreen({ segments }: { segments: readonly { key: string; name: string }[] }) {
  const t = useTranslations("Funnel");
  const { state } = useFunnelState();
  const { data, error, isPlaceholderData, refetch } = useQuery(funnelQueryOptions(state));
  return (
    <>
      <FunnelControls segments={segments} funnel={data} />
      {error && (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void refetch()}
        >
          {error instanceof ApiError && error.status === 422 ? t("badRange") : undefined}
        </ErrorState>
      )}
      {!error && !data && <SkeletonRegion rows={8} />}
      {!error && data && (
        <Updating active={isPlaceholderData}>
          <Report funnel={data} />
        </Updating>
      )}
      <LeadsDrawer />
    </>
  );
}

function Report({ funnel }: { funnel: Funnel }) {
  const t = useTranslations("Funnel");
  const waits = funnel.waiting.some(({ n }) => n > 0);
  const { figures, previous } = funnel;
  const isEmpty = figures.stages.every(({ n }) => n === 0);
  return (
    <div className="flex flex-col gap-10">
      <div className="flex flex-col gap-4">
        <AsOf funnel={funnel} />
        {isEmpty ? (
          <EmptyState
            kind={waits || previous.figures.entered > 0 ? "no-results" : "first-use"}
            title={t("emptyTitle")}
          >
            {t("empty")}
          </EmptyState>
        ) : (
          <FunnelKpis funnel={funnel} />
        )}
      </div>
      {!isEmpty && (
        <>
          <StagesChart funnel={funnel} />
          <StepTable funnel={funnel} />
          <Trend funnel={funnel} />
          <Breakdown funnel={funnel} />
        </>
      )}
      {waits && <WaitingTable funnel={funnel} />}
    </div>
  );
}

/** Of when the figures are, and which leads are too young for them. */
function AsOf({ funnel }: { funnel: Funnel }) {
  const t = useTranslations("Funnel");
  const format = useFormatter();
  const words = useWords();
  const at = format.dateTime(new Date(funnel.as_of), { dateStyle: "medium", timeStyle: "short" });
  const range = { from: words.day(funnel.from), to: words.day(funnel.to) };
  return (
    <>
      {!funnel.up_to_date && <Alert tone="info">{t("behind", { at })}</Alert>}
      <p className="max-w-prose text-muted">
        {funnel.basis === "cohort"
          ? t("cohortNote", { ...range, days: funnel.horizon_days, last: words.day(funnel.mature_until) })
          : t("periodNote", range)}{" "}
        {t("asOf", { at, zone: funnel.time_zone })}
      </p>
    </>
  );
}
