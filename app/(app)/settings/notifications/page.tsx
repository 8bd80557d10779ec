import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PreferencesScreen } from "#components/notifications/preferences-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { preferencesQuery } from "#lib/notifications/api.ts";
import { getPreferences } from "#lib/notifications/get-preferences.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.notifications") };
}

export default async function NotificationsPage() {
  const ctx = await pageContext();
  const t = await getTranslations("Settings");
  const n = await getTranslations("Notifications.preferences");
  const queryClient = new QueryClient();
  queryClient.setQueryData(preferencesQuery().queryKey, await getPreferences(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.notifications")} description={n("description")} />
      <PreferencesScreen />
    </HydrationBoundary>
  );
}
