import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { FunnelScreen } from "#components/funnel/funnel-screen.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { funnelQueryOptions } from "#lib/funnel/api.ts";
import { getFunnel } from "#lib/funnel/get-funnel.ts";
import { funnelQuery } from "#lib/funnel/schemas.ts";
import { loadFunnel } from "#lib/funnel/search-params.ts";
import { parseInput } from "#lib/http/parse.ts";
import { listSegmentNames } from "#lib/segments/list-segment-names.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Funnel"))("title") };
}

const given = (state: object) =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null && value !== ""));

export default async function FunnelPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("reports:read");
  const state = await loadFunnel(searchParams);
  const client = new QueryClient();
  // What the URL gets wrong is said by the screen, which keeps the filters and asks again.
  await client.prefetchQuery({
    ...funnelQueryOptions(state),
    queryFn: async () => getFunnel(ctx, parseInput(funnelQuery, given(state))),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FunnelScreen segments={await listSegmentNames(ctx)} />
    </HydrationBoundary>
  );
}
