import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CrmScreen } from "#components/crm/crm-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { crmQuery } from "#lib/crm/api.ts";
import { listConnections } from "#lib/crm/list-connections.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.crm") };
}

export default async function CrmPage() {
  const ctx = await pageContext("crm:manage");
  const t = await getTranslations("Settings");
  const crm = await getTranslations("Crm");
  const queryClient = new QueryClient();
  queryClient.setQueryData(crmQuery().queryKey, await listConnections(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.crm")} description={crm("description")} />
      <CrmScreen />
    </HydrationBoundary>
  );
}
