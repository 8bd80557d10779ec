import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SourceScreen } from "#components/sources/source-screen.tsx";
import { publicOrigin } from "#lib/auth/public-origin.ts";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors.ts";
import { can } from "#lib/permissions.ts";
import { sourcesQuery } from "#lib/sources/api.ts";
import { listSources } from "#lib/sources/list-sources.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.sources") };
}

/** Null where only the operator can say what the address is. */
function addressOf(requested: Headers): string | null {
  try {
    return publicOrigin(requested);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

export default async function SourcePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext("sources:read");
  const { role } = await requireSession();
  const id = Number((await params).id);
  const sources = await listSources(ctx);
  if (!sources.items.some((source) => source.id === id)) notFound();
  const queryClient = new QueryClient();
  queryClient.setQueryData(sourcesQuery().queryKey, sources);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SourceScreen id={id} mayManage={can(role, "sources:manage")} origin={addressOf(await headers())} />
    </HydrationBoundary>
  );
}
