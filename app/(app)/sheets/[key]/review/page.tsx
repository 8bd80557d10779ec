import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReviewPage } from "#components/sheets/review-page.tsx";
import { listMembers } from "#lib/members/list-members.ts";
import type { Side } from "#lib/permissions.ts";
import { commentsQuery, trialQuery } from "#lib/sheets/agreement-api.ts";
import { sheetQuery } from "#lib/sheets/api.ts";
import { getSheet } from "#lib/sheets/get-sheet.ts";
import { listComments } from "#lib/sheets/list-comments.ts";
import { loadSheetPage } from "#lib/sheets/load-page.ts";
import { getTrialReviews } from "#lib/sheets/trial-reviews.ts";
import { viewerOf } from "#lib/sheets/viewer.ts";

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("SheetReview");
  const { loaded } = await loadSheetPage(params, getSheet);
  return { title: t("title", { name: loaded.name }) };
}

export default async function Page({ params }: Props) {
  const { ctx, loaded } = await loadSheetPage(params, getSheet);
  const { key } = loaded;
  const client = new QueryClient();
  client.setQueryData(sheetQuery(key).queryKey, loaded);
  const [{ members }] = await Promise.all([
    listMembers(ctx),
    client.prefetchQuery({
      queryKey: commentsQuery(key).queryKey,
      queryFn: () => listComments(ctx, { key }),
    }),
    client.prefetchQuery({
      queryKey: trialQuery(key).queryKey,
      queryFn: () => getTrialReviews(ctx, { key }),
    }),
  ]);
  const namesOf = (side: Side) =>
    members.filter((member) => member.signs_for === side).map(({ name }) => name);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReviewPage
        sheetKey={key}
        viewer={viewerOf(ctx)}
        signers={{ marketing: namesOf("marketing"), sales: namesOf("sales") }}
        people={[...new Set(members.filter(({ is_you: isYou }) => !isYou).map(({ name }) => name))]}
      />
    </HydrationBoundary>
  );
}
