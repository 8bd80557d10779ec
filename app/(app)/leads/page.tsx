import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { LeadsScreen } from "#components/leads/leads-screen.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { parseInput } from "#lib/http/parse.ts";
import { leadFiltersQuery, leadListQuery } from "#lib/leads/api.ts";
import { listLeadFilters } from "#lib/leads/list-filters.ts";
import { listLeads } from "#lib/leads/list-leads.ts";
import { listLeadsQuery } from "#lib/leads/schemas.ts";
import { loadLeadList } from "#lib/leads/search-params.ts";
import { paths } from "#lib/paths.ts";
import { can } from "#lib/permissions.ts";
import { defaultQuery } from "#lib/views/list-views.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Leads"))("title") };
}

const given = (state: object) =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));

export default async function LeadsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("leads:read");
  if (Object.keys(await searchParams).length === 0) {
    const query = await defaultQuery(ctx, "leads");
    if (query) redirect(paths.leads(Object.fromEntries(new URLSearchParams(query))));
  }
  const state = await loadLeadList(searchParams);
  const client = new QueryClient();
  // What the URL gets wrong is said by the screen, which keeps the filters and asks again.
  await Promise.all([
    client.prefetchQuery({
      ...leadListQuery(state),
      queryFn: async () => listLeads(ctx, parseInput(listLeadsQuery, given(state))),
    }),
    client.prefetchQuery({ ...leadFiltersQuery(), queryFn: () => listLeadFilters(ctx) }),
  ]);
  const may = (permission: Parameters<typeof can>[1]) =>
    ctx.actor.kind === "member" && can(ctx.actor.role, permission);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LeadsScreen mayImport={may("imports:create")} mayExport={may("leads:export")} />
    </HydrationBoundary>
  );
}
