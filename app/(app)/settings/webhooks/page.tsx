import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/ui/page-header.tsx";
import { WebhooksScreen } from "#components/webhooks/webhooks-screen.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { endpointsQuery } from "#lib/webhooks/api.ts";
import { listEndpoints } from "#lib/webhooks/list-endpoints.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.webhooks") };
}

export default async function WebhooksPage() {
  const ctx = await pageContext("webhooks:manage");
  const t = await getTranslations("Settings");
  const w = await getTranslations("Webhooks");
  const queryClient = new QueryClient();
  queryClient.setQueryData(endpointsQuery().queryKey, await listEndpoints(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.webhooks")} description={w("description")} />
      <WebhooksScreen />
    </HydrationBoundary>
  );
}
