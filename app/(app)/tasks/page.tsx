import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, type SearchParams } from "nuqs/server";
import { taskParsers } from "#components/tasks/task-parsers.ts";
import { TasksScreen } from "#components/tasks/tasks-screen.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { actingMemberId } from "#lib/context.ts";
import { mayAct } from "#lib/sheets/viewer.ts";
import { tasksQuery } from "#lib/tasks/api.ts";
import { listTasks } from "#lib/tasks/list-tasks.ts";
import { listTasksQuery } from "#lib/tasks/schemas.ts";

const load = createLoader(taskParsers);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Work"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("leads:read");
  const { state } = await load(searchParams);
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    ...tasksQuery({ state }),
    queryFn: () => listTasks(ctx, listTasksQuery.parse({ state })),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TasksScreen mayWrite={mayAct(ctx, "leads:write")} myId={actingMemberId(ctx)} />
    </HydrationBoundary>
  );
}
