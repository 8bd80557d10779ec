import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ModelsPage } from "#components/models/models-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { modelsQuery } from "#lib/models/api.ts";
import { listModels } from "#lib/models/list-models.ts";
import { listSegmentNames } from "#lib/segments/list-segment-names.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Models"))("title") };
}

export default async function Page() {
  const ctx = await pageContext("models:read");
  const client = new QueryClient();
  client.setQueryData(modelsQuery().queryKey, await listModels(ctx));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ModelsPage mayEdit={mayAct(ctx, "models:manage")} segments={await listSegmentNames(ctx)} />
    </HydrationBoundary>
  );
}
