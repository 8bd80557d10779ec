import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, type SearchParams } from "nuqs/server";
import { ReturnScreen } from "#components/returns/return-screen.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { parseInput } from "#lib/http/parse.ts";
import { returnReportQuery } from "#lib/returns/api.ts";
import { getReturn } from "#lib/returns/get-return.ts";
import { returnQuery } from "#lib/returns/schemas.ts";
import { returnParsers } from "#lib/returns/search-params.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Returns"))("title") };
}

const load = createLoader(returnParsers);

export default async function ReturnPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("reports:read");
  const { role } = await requireSession();
  const filters = await load(searchParams);
  const client = new QueryClient();
  const asked = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== null && value !== ""),
  );
  // What cannot be answered is said by the screen, which keeps the filters and asks again.
  await client.prefetchQuery({
    ...returnReportQuery(filters),
    queryFn: async () => getReturn(ctx, parseInput(returnQuery, asked)),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReturnScreen role={role} />
    </HydrationBoundary>
  );
}
