import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FeedbackScreen } from "#components/feedback/feedback-screen.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { feedbackChoicesQuery } from "#lib/feedback/api.ts";
import { listFeedback } from "#lib/feedback/list-feedback.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Feedback"))("title") };
}

/** The report itself is asked for by the screen: it may take a moment to count, and the page says so meanwhile. */
export default async function FeedbackPage() {
  const ctx = await pageContext("reports:read");
  const client = new QueryClient();
  await client.prefetchQuery({ ...feedbackChoicesQuery(), queryFn: () => listFeedback(ctx) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FeedbackScreen />
    </HydrationBoundary>
  );
}
