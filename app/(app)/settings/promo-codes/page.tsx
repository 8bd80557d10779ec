import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PromoScreen } from "#components/promo/promo-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { poolsQuery } from "#lib/promo/api.ts";
import { listPools } from "#lib/promo/list-pools.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.promo-codes") };
}

export default async function PromoCodesPage() {
  const ctx = await pageContext("promo:manage");
  const t = await getTranslations("Settings");
  const p = await getTranslations("Promo");
  const client = new QueryClient();
  client.setQueryData(poolsQuery().queryKey, await listPools(ctx));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageHeader title={t("sections.promo-codes")} description={p("description")} />
      <PromoScreen />
    </HydrationBoundary>
  );
}
