import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReadinessPage } from "#components/sheets/readiness-page.tsx";
import { listMembers } from "#lib/members/list-members.ts";
import type { Side } from "#lib/permissions.ts";
import { readinessQuery } from "#lib/sheets/agreement-api.ts";
import { getReadiness } from "#lib/sheets/get-readiness.ts";
import { loadSheetPage } from "#lib/sheets/load-page.ts";
import { viewerOf } from "#lib/sheets/viewer.ts";

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("SheetReadiness");
  const { loaded } = await loadSheetPage(params, getReadiness);
  return { title: t("title", { name: loaded.name }) };
}

export default async function Page({ params }: Props) {
  const { ctx, loaded } = await loadSheetPage(params, getReadiness);
  const client = new QueryClient();
  client.setQueryData(readinessQuery(loaded.key).queryKey, loaded);
  const { members } = await listMembers(ctx);
  const of = (side: Side) =>
    members.filter((member) => member.signs_for === side).map(({ id, name }) => ({ id, name }));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReadinessPage
        sheetKey={loaded.key}
        mayEdit={viewerOf(ctx).mayEdit}
        candidates={{ marketing: of("marketing"), sales: of("sales") }}
      />
    </HydrationBoundary>
  );
}
