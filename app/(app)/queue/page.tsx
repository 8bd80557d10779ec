import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { QueuePage } from "#components/queue/queue-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { actingMemberId } from "#lib/context.ts";
import { paths } from "#lib/paths.ts";
import { queueQuery } from "#lib/queue/api.ts";
import { getQueueSetting } from "#lib/queue/get-queue-setting.ts";
import { listQueue } from "#lib/queue/list-queue.ts";
import { listQueueSchema } from "#lib/queue/schemas.ts";
import { loadQueue, queueInput } from "#lib/queue/views.ts";
import { mayAct } from "#lib/sheets/viewer.ts";
import { defaultQuery } from "#lib/views/list-views.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Queue");
  return { title: t("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("queue:read");
  if (Object.keys(await searchParams).length === 0) {
    const query = await defaultQuery(ctx, "queue");
    if (query) redirect(paths.queue(Object.fromEntries(new URLSearchParams(query))));
  }
  const input = { ...queueInput(await loadQueue(searchParams)), limit: 50 };
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: queueQuery(input).queryKey,
    queryFn: () => listQueue(ctx, listQueueSchema.parse(input)),
  });
  const setting = await getQueueSetting(ctx);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <QueuePage
        mayWork={mayAct(ctx, "queue:work")}
        mayReassign={mayAct(ctx, "queue:reassign")}
        mayExport={mayAct(ctx, "leads:export")}
        mayWrite={mayAct(ctx, "leads:write")}
        myId={actingMemberId(ctx)}
        setting={setting}
      />
    </HydrationBoundary>
  );
}
