import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProgrammesPage } from "#components/programmes/programmes-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { programmesQuery } from "#lib/programmes/api.ts";
import { listProgrammes } from "#lib/programmes/list-programmes.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Programmes"))("title") };
}

export default async function Page() {
  const ctx = await pageContext("programmes:read");
  const client = new QueryClient();
  client.setQueryData(programmesQuery().queryKey, await listProgrammes(ctx));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProgrammesPage mayEdit={mayAct(ctx, "programmes:write")} />
    </HydrationBoundary>
  );
}
