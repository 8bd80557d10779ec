import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RetentionScreen } from "#components/settings/retention-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { retentionQuery } from "#lib/privacy/api.ts";
import { getRetention } from "#lib/privacy/get-retention.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.privacy") };
}

export default async function PrivacyPage() {
  const ctx = await pageContext("privacy:manage");
  const t = await getTranslations("Settings");
  const queryClient = new QueryClient();
  queryClient.setQueryData(retentionQuery().queryKey, await getRetention(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.privacy")} description={t("privacy.description")} />
      <RetentionScreen />
    </HydrationBoundary>
  );
}
