import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { LeadScreen } from "#components/leads/lead-screen.tsx";
import { LEAD_RUNS, leadRunsQuery } from "#lib/actions/api.ts";
import { listRuns } from "#lib/actions/list-runs.ts";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { actingMemberId } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse.ts";
import { leadQuery, leadScoreQuery, timelineOptions } from "#lib/leads/api.ts";
import { getLead } from "#lib/leads/get-lead.ts";
import { getLeadScore } from "#lib/leads/get-lead-score.ts";
import { joinsQuery } from "#lib/leads/join-api.ts";
import { listJoins } from "#lib/leads/list-joins.ts";
import { listTimeline } from "#lib/leads/list-timeline.ts";
import type { Lead } from "#lib/leads/schemas.ts";
import { scoreQuery } from "#lib/leads/score-schemas.ts";
import { loadLead } from "#lib/leads/search-params.ts";
import { timelineQuery } from "#lib/leads/timeline-schemas.ts";
import { paths } from "#lib/paths.ts";
import { consentsQuery } from "#lib/privacy/api.ts";
import { listConsents } from "#lib/privacy/list-consents.ts";
import { getQueueSetting } from "#lib/queue/get-queue-setting.ts";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Leads"))("columns.lead") };
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return notFound();
  }
}

async function load(ctx: Awaited<ReturnType<typeof pageContext>>, id: string): Promise<Lead> {
  try {
    return await getLead(ctx, { id });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

export default async function LeadPage({ params, searchParams }: Props) {
  const ctx = await pageContext("leads:read");
  const wanted = decoded((await params).id);
  const lead = await load(ctx, wanted);
  const id = String(lead.id);
  const view = await loadLead(searchParams);
  // The address of a lead that was joined into another, or its e-mail address, leads to the one that is shown.
  if (wanted !== id) redirect(paths.lead(id, view));
  const asked = Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null));
  const client = new QueryClient();
  client.setQueryData(leadQuery(id).queryKey, lead);
  // What the URL gets wrong is said by the part of the screen that it concerns.
  await Promise.all([
    lead.objected_at === null &&
      client.prefetchQuery({
        ...leadScoreQuery(id, view),
        queryFn: async () => getLeadScore(ctx, { id, ...parseInput(scoreQuery, asked) }),
      }),
    client.prefetchQuery({
      ...leadRunsQuery(lead.id),
      queryFn: async () => listRuns(ctx, { lead: lead.id, limit: LEAD_RUNS }),
    }),
    client.prefetchQuery({ ...joinsQuery(id), queryFn: async () => listJoins(ctx, { id }) }),
    client.prefetchQuery({ ...consentsQuery(id), queryFn: async () => listConsents(ctx, { id }) }),
    client.prefetchInfiniteQuery({
      ...timelineOptions(id, view),
      queryFn: async () => listTimeline(ctx, { id, ...parseInput(timelineQuery, asked) }),
    }),
  ]);
  const { role } = await requireSession();
  const { currency } = await getQueueSetting(ctx);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LeadScreen id={id} role={role} myId={actingMemberId(ctx)} currency={currency} />
    </HydrationBoundary>
  );
}
