import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProfileScreen } from "#components/settings/profile-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { getMe } from "#lib/members/get-me.ts";
import { meQuery } from "#lib/members/me-api.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.profile") };
}

export default async function ProfilePage() {
  const ctx = await pageContext();
  const t = await getTranslations("Settings");
  const queryClient = new QueryClient();
  queryClient.setQueryData(meQuery().queryKey, await getMe(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.profile")} description={t("profile.description")} />
      <ProfileScreen />
    </HydrationBoundary>
  );
}
