import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RejectedScreen } from "#components/events/rejected-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { rejectedEventsQuery } from "#lib/collector/api.ts";
import { listRejectedEvents } from "#lib/collector/list-rejected-events.ts";
import { can } from "#lib/permissions.ts";
import { listSources } from "#lib/sources/list-sources.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.rejected") };
}

export default async function RejectedPage() {
  const ctx = await pageContext("events:read");
  const { role } = await requireSession();
  const t = await getTranslations("Settings");
  const r = await getTranslations("RejectedEvents");
  const sources = can(role, "sources:read") ? (await listSources(ctx)).items : null;
  const queryClient = new QueryClient();
  const page = await listRejectedEvents(ctx, { limit: 50 });
  queryClient.setQueryData(rejectedEventsQuery().queryKey, { pages: [page], pageParams: [null] });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.rejected")} description={r("description")} />
      <RejectedScreen
        sources={sources && Object.fromEntries(sources.map(({ id, name }) => [id, name]))}
        mayReplay={can(role, "events:replay")}
      />
    </HydrationBoundary>
  );
}
