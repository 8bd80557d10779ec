import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TrafficScreen } from "#components/traffic/traffic-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { trafficQuery } from "#lib/traffic/api.ts";
import { getTraffic } from "#lib/traffic/get-traffic.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.traffic") };
}

export default async function TrafficPage() {
  const ctx = await pageContext("traffic:manage");
  const t = await getTranslations("Settings");
  const tTraffic = await getTranslations("Traffic");
  const queryClient = new QueryClient();
  queryClient.setQueryData(trafficQuery().queryKey, await getTraffic(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.traffic")} description={tTraffic("description")} />
      <TrafficScreen />
    </HydrationBoundary>
  );
}
