import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TeamsScreen } from "#components/routing/teams-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { actingMemberId } from "#lib/context.ts";
import { routingQuery } from "#lib/routing/api.ts";
import { getRouting } from "#lib/routing/get-routing.ts";
import { slaQuery } from "#lib/sla/api.ts";
import { getSla } from "#lib/sla/get-sla.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.teams") };
}

export default async function TeamsPage() {
  const ctx = await pageContext("routing:read");
  const { role } = await requireSession();
  const t = await getTranslations("Settings");
  const tRouting = await getTranslations("Routing");
  const queryClient = new QueryClient();
  queryClient.setQueryData(routingQuery().queryKey, await getRouting(ctx));
  queryClient.setQueryData(slaQuery().queryKey, await getSla(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.teams")} description={tRouting("description")} />
      <TeamsScreen role={role} myId={actingMemberId(ctx)} />
    </HydrationBoundary>
  );
}
