import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WorkspaceScreen } from "#components/settings/workspace-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { workspaceQuery } from "#lib/workspace/api.ts";
import { getWorkspace } from "#lib/workspace/get-workspace.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.workspace") };
}

export default async function WorkspacePage() {
  const ctx = await pageContext("workspace:read");
  const { role } = await requireSession();
  const t = await getTranslations("Settings");
  const queryClient = new QueryClient();
  queryClient.setQueryData(workspaceQuery().queryKey, await getWorkspace(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.workspace")} description={t("workspace.description")} />
      <WorkspaceScreen role={role} />
    </HydrationBoundary>
  );
}
