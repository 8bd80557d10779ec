import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SheetsPage } from "#components/sheets/sheets-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { segmentsQuery } from "#lib/segments/api.ts";
import { listSegments } from "#lib/segments/list-segments.ts";
import { sheetsQuery } from "#lib/sheets/api.ts";
import { listSheets } from "#lib/sheets/list-sheets.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Sheets");
  return { title: t("title") };
}

export default async function Page() {
  const ctx = await pageContext("sheets:read");
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({ queryKey: sheetsQuery().queryKey, queryFn: () => listSheets(ctx) }),
    client.prefetchQuery({ queryKey: segmentsQuery().queryKey, queryFn: () => listSegments(ctx) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SheetsPage mayEdit={mayAct(ctx, "sheets:write")} mayAddSegments={mayAct(ctx, "segments:write")} />
    </HydrationBoundary>
  );
}
