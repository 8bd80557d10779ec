import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, type SearchParams } from "nuqs/server";
import { CatalogueScreen } from "#components/events/catalogue-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { eventNamesQuery } from "#lib/events/api.ts";
import { listEventNames } from "#lib/events/list-event-names.ts";
import { listEventNamesSchema } from "#lib/events/schemas.ts";
import { catalogueParsers } from "#lib/events/search-params.ts";
import { can } from "#lib/permissions.ts";

const load = createLoader(catalogueParsers);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.events") };
}

export default async function EventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("events:read");
  const { role } = await requireSession();
  const { q } = await load(searchParams);
  const t = await getTranslations("Settings");
  const c = await getTranslations("EventCatalogue");
  const queryClient = new QueryClient();
  const query = listEventNamesSchema.safeParse({ q: q || undefined });
  if (query.success) {
    const page = await listEventNames(ctx, query.data);
    queryClient.setQueryData(eventNamesQuery(q).queryKey, { pages: [page], pageParams: [null] });
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.events")} description={c("description")} />
      <CatalogueScreen maySeeSources={can(role, "sources:read")} />
    </HydrationBoundary>
  );
}
