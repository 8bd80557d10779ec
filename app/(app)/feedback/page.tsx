import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FeedbackScreen } from "#components/feedback/feedback-screen.tsx";
import { pageContext } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Feedback"))("title") };
}

/** The report is asked for by the screen: it may take a moment to count, and the page says so meanwhile. */
export default async function FeedbackPage() {
  await pageContext("reports:read");
  return <FeedbackScreen />;
}
