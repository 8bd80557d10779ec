import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SourcesScreen } from "#components/sources/sources-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { can } from "#lib/permissions.ts";
import { sourcesQuery } from "#lib/sources/api.ts";
import { listSources } from "#lib/sources/list-sources.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.sources") };
}

export default async function SourcesPage() {
  const ctx = await pageContext("sources:read");
  const { role } = await requireSession();
  const t = await getTranslations("Settings");
  const s = await getTranslations("Sources");
  const queryClient = new QueryClient();
  queryClient.setQueryData(sourcesQuery().queryKey, await listSources(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.sources")} description={s("description")} />
      <SourcesScreen mayManage={can(role, "sources:manage")} />
    </HydrationBoundary>
  );
}
