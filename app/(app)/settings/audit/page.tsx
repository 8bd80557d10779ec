import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, type SearchParams } from "nuqs/server";
import { AuditScreen } from "#components/settings/audit-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { membersQuery } from "#lib/members/api.ts";
import { listMembers } from "#lib/members/list-members.ts";
import { auditQuery } from "#lib/workspace/api.ts";
import { auditSearchParams } from "#lib/workspace/audit-search-params.ts";
import { listAudit } from "#lib/workspace/list-audit.ts";
import { auditQuerySchema } from "#lib/workspace/schemas.ts";

const load = createLoader(auditSearchParams);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.audit") };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("audit:read");
  const filters = await load(searchParams);
  const t = await getTranslations("Settings");
  const queryClient = new QueryClient();
  const query = auditQuerySchema.safeParse({
    member: filters.member ?? undefined,
    feature: filters.feature ?? undefined,
  });
  // A filter that is none is left to the browser's query, which shows the refusal in its place.
  if (query.success) {
    const page = await listAudit(ctx, query.data);
    queryClient.setQueryData(auditQuery(filters).queryKey, { pages: [page], pageParams: [null] });
  }
  queryClient.setQueryData(membersQuery().queryKey, await listMembers(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.audit")} description={t("audit.description")} />
      <AuditScreen />
    </HydrationBoundary>
  );
}
