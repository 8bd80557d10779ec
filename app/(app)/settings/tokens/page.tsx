import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TokensScreen } from "#components/settings/tokens-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { tokensQuery } from "#lib/tokens/api.ts";
import { listTokens } from "#lib/tokens/list-tokens.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.tokens") };
}

export default async function TokensPage() {
  const ctx = await pageContext("tokens:manage");
  const { role } = await requireSession();
  const t = await getTranslations("Settings");
  const queryClient = new QueryClient();
  queryClient.setQueryData(tokensQuery().queryKey, await listTokens(ctx));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title={t("sections.tokens")} description={t("tokens.description")} />
      <TokensScreen role={role} />
    </HydrationBoundary>
  );
}
