import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SegmentsPage } from "#components/segments/segments-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { segmentsQuery } from "#lib/segments/api.ts";
import { listSegments } from "#lib/segments/list-segments.ts";
import { getVocabulary } from "#lib/sheets/get-vocabulary.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Segments");
  return { title: t("title") };
}

export default async function Page() {
  const ctx = await pageContext("segments:read");
  const client = new QueryClient();
  await client.prefetchQuery({ queryKey: segmentsQuery().queryKey, queryFn: () => listSegments(ctx) });
  const { attributes } = await getVocabulary(ctx);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SegmentsPage mayEdit={mayAct(ctx, "segments:write")} fields={attributes} />
    </HydrationBoundary>
  );
}
