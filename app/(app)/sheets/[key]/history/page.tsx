import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HistoryPage } from "#components/sheets/history-page.tsx";
import { sheetQuery } from "#lib/sheets/api.ts";
import { getSheet } from "#lib/sheets/get-sheet.ts";
import { loadSheetPage } from "#lib/sheets/load-page.ts";
import { viewerOf } from "#lib/sheets/viewer.ts";

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("SheetReview");
  const { loaded } = await loadSheetPage(params, getSheet);
  return { title: t("historyTitle", { name: loaded.name }) };
}

export default async function Page({ params }: Props) {
  const { ctx, loaded } = await loadSheetPage(params, getSheet);
  const client = new QueryClient();
  client.setQueryData(sheetQuery(loaded.key).queryKey, loaded);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <HistoryPage sheetKey={loaded.key} viewer={viewerOf(ctx)} />
    </HydrationBoundary>
  );
}
