import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MembersScreen } from "#components/settings/members-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { invitationsQuery, membersQuery } from "#lib/members/api.ts";
import { listInvitations } from "#lib/members/list-invitations.ts";
import { listMembers } from "#lib/members/list-members.ts";
import { can } from "#lib/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.members") };
}

export default async function MembersPage() {
  const ctx = await pageContext("members:read");
  const { role } = await requireSession();
  const t = await getTranslations("Settings");
  const queryClient = new QueryClient();
  queryClient.setQueryData(membersQuery().queryKey, await listMembers(ctx));
  if (can(role, "members:manage")) {
    queryClient.setQueryData(invitationsQuery().queryKey, await listInvitations(ctx));
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.members")} description={t("members.description")} />
      <MembersScreen role={role} />
    </HydrationBoundary>
  );
}
