import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MatrixPage } from "#components/sheets/matrix-page.tsx";
import { matrixQuery } from "#lib/sheets/api.ts";
import { getMatrix } from "#lib/sheets/get-matrix.ts";
import { getSheet } from "#lib/sheets/get-sheet.ts";
import { loadSheetPage } from "#lib/sheets/load-page.ts";

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("SheetMatrix");
  const { loaded } = await loadSheetPage(params, getSheet);
  return { title: t("title", { name: loaded.name }) };
}

export default async function Page({ params }: Props) {
  const { loaded } = await loadSheetPage(params, getMatrix);
  const client = new QueryClient();
  client.setQueryData(matrixQuery(loaded.key).queryKey, loaded);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <MatrixPage sheetKey={loaded.key} />
    </HydrationBoundary>
  );
}
