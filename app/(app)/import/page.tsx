import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ImportHome } from "#components/import/import-home.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { env } from "#lib/env.ts";
import { importListQuery, RECENT } from "#lib/imports/api.ts";
import { listImports } from "#lib/imports/list-imports.ts";
import { can } from "#lib/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Imports");
  return { title: t("title") };
}

export default async function ImportHomePage() {
  const ctx = await pageContext("imports:read");
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    ...importListQuery(),
    queryFn: () => listImports(ctx, { limit: RECENT }),
  });
  const mayImport = ctx.actor.kind === "member" && can(ctx.actor.role, "imports:create");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ImportHome mayImport={mayImport} maxBytes={env().HOTSHEET_IMPORT_MAX_BYTES} />
    </HydrationBoundary>
  );
}
