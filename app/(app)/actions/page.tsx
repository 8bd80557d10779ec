import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { ActionsScreen } from "#components/actions/actions-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { runsQuery } from "#lib/actions/api.ts";
import { listRuns } from "#lib/actions/list-runs.ts";
import { listRunsSchema } from "#lib/actions/schemas.ts";
import { loadRunFilters } from "#lib/actions/search-params.ts";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { can } from "#lib/permissions.ts";
import { sheetsQuery } from "#lib/sheets/api.ts";
import { listSheets } from "#lib/sheets/list-sheets.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Actions"))("title") };
}

export default async function ActionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("actions:read");
  const { role } = await requireSession();
  const filters = await loadRunFilters(searchParams);
  const t = await getTranslations("Actions");
  const client = new QueryClient();
  const asked = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null));
  const query = listRunsSchema.safeParse(asked);
  // A filter that is none is left to the browser's query, which shows the refusal in its place.
  if (query.success) {
    const page = await listRuns(ctx, query.data);
    client.setQueryData(runsQuery(filters).queryKey, { pages: [page], pageParams: [null] });
  }
  client.setQueryData(sheetsQuery().queryKey, await listSheets(ctx));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageHeader title={t("title")} description={t("description")} />
      <ActionsScreen mayReplay={can(role, "actions:replay")} />
    </HydrationBoundary>
  );
}
