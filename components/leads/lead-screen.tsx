"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { LeadRunsCard } from "#components/actions/lead-runs-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { LeadWork } from "#components/work/lead-work.tsx";
import { ApiError } from "#lib/http/client.ts";
import { type LeadView, leadQuery, leadScoreQuery } from "#lib/leads/api.ts";
import { leadParsers } from "#lib/leads/search-params.ts";
import { can, type Role } from "#lib/permissions.ts";
import { contactOf } from "#lib/queue/contact-links.ts";
import { AttributesCard } from "./attributes-card.tsx";
import { IdentitiesCard } from "./identities-card.tsx";
import { LeadHeader } from "./lead-header.tsx";
import { ObjectedCard } from "./objected-card.tsx";
import { PredictionsCard } from "./predictions-card.tsx";
import { PrivacyCard } from "./privacy-card.tsx";
import { ProgrammesCard } from "./programmes-card.tsx";
import { ScoreCard } from "./score-card.tsx";
import { ScoreOverTime } from "./score-over-time.tsx";
import { ScoresCard } from "./scores-card.tsx";
import { TimelineCard } from "./timeline-card.tsx";

interface LeadScreenProps {
  id: string;
  role: Role;
  myId: number | null;
  /** In which the last deal was told. */
  currency: string | null;
}

/** Why a lead has the score it has, now or at any instant, and what it did. */
export function LeadScreen({ id, role, myId, currency }: LeadScreenProps) {
  const t = useTranslations("Lead");
  const [view, setView] = useQueryStates(leadParsers, { history: "push" });
  const lead = useQuery(leadQuery(id));
  const objected = (lead.data?.objected_at ?? null) !== null;
  const score = useQuery({ ...leadScoreQuery(id, view), enabled: !objected });
  if (!lead.data) {
    if (!lead.error) return <SkeletonRegion />;
    const requestId = lead.error instanceof ApiError ? lead.error.requestId : null;
    return (
      <ErrorState
        title={t("error")}
        requestId={requestId}
        onRetry={() => void lead.refetch()}
        headingLevel={1}
      />
    );
  }
  // Where the link names no score that there is, what happened is shown all the same.
  const timelineView = objected || score.error ? { ...view, sheet: null, version: null } : view;
  const mayWrite = can(role, "leads:write");
  const show = (change: Partial<LeadView>) => void setView(change);
  return (
    <>
      <LeadHeader lead={lead.data} mayWrite={mayWrite} currency={currency} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {lead.data.objected_at !== null ? (
            <ObjectedCard since={lead.data.objected_at} />
          ) : (
            <ScoreCard
              lead={lead.data}
              score={score}
              view={view}
              onView={show}
              mayAdjust={can(role, "leads:write")}
            />
          )}
          {score.data && !objected && <ScoreOverTime id={id} view={view} />}
          <TimelineCard id={id} view={timelineView} role={role} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title={t("work")}>
            <LeadWork
              lead={lead.data.id}
              contact={contactOf(lead.data)}
              mayWrite={mayWrite}
              isAdmin={role === "admin"}
              myId={myId}
            />
          </Card>
          <ScoresCard lead={lead.data} onView={show} />
          <PredictionsCard id={lead.data.id} />
          <ProgrammesCard id={lead.data.id} role={role} />
          <AttributesCard lead={lead.data} />
          <IdentitiesCard lead={lead.data} mayJoin={can(role, "leads:join")} />
          <LeadRunsCard lead={lead.data.id} />
          <PrivacyCard lead={lead.data} role={role} />
        </div>
      </div>
    </>
  );
}
