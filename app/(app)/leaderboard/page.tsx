import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, type SearchParams } from "nuqs/server";
import { LeaderboardScreen } from "#components/leaderboard/leaderboard-screen.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { parseInput } from "#lib/http/parse.ts";
import { leaderboardOptions } from "#lib/leaderboard/api.ts";
import { getLeaderboard } from "#lib/leaderboard/get-leaderboard.ts";
import { leaderboardQuery } from "#lib/leaderboard/schemas.ts";
import { leaderboardParsers } from "#lib/leaderboard/search-params.ts";
import { listSegmentNames } from "#lib/segments/list-segment-names.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Leaderboard"))("title") };
}

const load = createLoader(leaderboardParsers);

export default async function LeaderboardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("leads:read");
  const { segment } = await load(searchParams);
  const client = new QueryClient();
  // A segment that is not there is said by the screen, which keeps the filter and asks again.
  await client.prefetchQuery({
    ...leaderboardOptions(segment),
    queryFn: async () =>
      getLeaderboard(ctx, parseInput(leaderboardQuery, segment === null ? {} : { segment })),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LeaderboardScreen segments={await listSegmentNames(ctx)} />
    </HydrationBoundary>
  );
}
