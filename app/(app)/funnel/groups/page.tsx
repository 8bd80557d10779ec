import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, type SearchParams } from "nuqs/server";
import { GroupsScreen } from "#components/movement/groups-screen.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { parseInput } from "#lib/http/parse.ts";
import { groupsReportQuery } from "#lib/movement/api.ts";
import { getGroups } from "#lib/movement/get-groups.ts";
import { groupsQuery } from "#lib/movement/schemas.ts";
import { groupsParsers } from "#lib/movement/search-params.ts";
import { listSegmentNames } from "#lib/segments/list-segment-names.ts";
import { getWorkspace } from "#lib/workspace/get-workspace.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Movement"))("title") };
}

const load = createLoader(groupsParsers);

export default async function GroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("reports:read");
  const { segment, from, to } = await load(searchParams);
  const client = new QueryClient();
  const asked = Object.fromEntries(
    Object.entries({ segment, from, to }).filter(([, value]) => value !== null && value !== ""),
  );
  // What cannot be answered is said by the screen, which keeps the filters and asks again.
  await client.prefetchQuery({
    ...groupsReportQuery({ segment, from, to }),
    queryFn: async () => getGroups(ctx, parseInput(groupsQuery, asked)),
  });
  const { time_zone: timeZone } = await getWorkspace(ctx);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <GroupsScreen segments={await listSegmentNames(ctx)} timeZone={timeZone} />
    </HydrationBoundary>
  );
}
