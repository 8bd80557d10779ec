import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { QueuePage } from "#components/queue/queue-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { actingMemberId } from "#lib/context.ts";
import { queueQuery } from "#lib/queue/api.ts";
import { getQueueSetting } from "#lib/queue/get-queue-setting.ts";
import { listQueue } from "#lib/queue/list-queue.ts";
import { listQueueSchema } from "#lib/queue/schemas.ts";
import { QUEUE_VIEWS, viewInput } from "#lib/queue/views.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

const load = createLoader({ view: parseAsStringLiteral(QUEUE_VIEWS).withDefault("open") });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Queue");
  return { title: t("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("queue:read");
  const { view } = await load(searchParams);
  const input = { ...viewInput(view), limit: 50 };
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: queueQuery(input).queryKey,
    queryFn: () => listQueue(ctx, listQueueSchema.parse(input)),
  });
  const setting = await getQueueSetting(ctx);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <QueuePage mayWork={mayAct(ctx, "queue:work")} myId={actingMemberId(ctx)} {...setting} />
    </HydrationBoundary>
  );
}
