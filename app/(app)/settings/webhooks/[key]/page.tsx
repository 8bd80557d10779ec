import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { WebhookScreen } from "#components/webhooks/webhook-screen.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { endpointsQuery } from "#lib/webhooks/api.ts";
import { listEndpoints } from "#lib/webhooks/list-endpoints.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.webhooks") };
}

export default async function WebhookPage({ params }: { params: Promise<{ key: string }> }) {
  const ctx = await pageContext("webhooks:manage");
  const { key } = await params;
  const webhooks = await listEndpoints(ctx);
  if (!webhooks.items.some((webhook) => webhook.key === key)) notFound();
  const queryClient = new QueryClient();
  queryClient.setQueryData(endpointsQuery().queryKey, webhooks);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WebhookScreen webhookKey={key} />
    </HydrationBoundary>
  );
}
