import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormsPage } from "#components/forms/forms-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { formsQuery } from "#lib/forms/api.ts";
import { listForms } from "#lib/forms/list-forms.ts";
import { listSheetRules } from "#lib/forms/list-rules.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Forms"))("title") };
}

export default async function Page() {
  const ctx = await pageContext("forms:read");
  const client = new QueryClient();
  client.setQueryData(formsQuery(false).queryKey, { pages: [await listForms(ctx, {})], pageParams: [null] });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FormsPage mayEdit={mayAct(ctx, "forms:write")} sheets={await listSheetRules(ctx)} />
    </HydrationBoundary>
  );
}
