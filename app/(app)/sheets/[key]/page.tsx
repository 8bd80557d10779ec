import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SheetPage } from "#components/sheets/sheet-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors.ts";
import { listMembers } from "#lib/members/list-members.ts";
import type { Side } from "#lib/permissions.ts";
import { listSegmentNames } from "#lib/segments/list-segment-names.ts";
import { sheetQuery } from "#lib/sheets/api.ts";
import { getSheet } from "#lib/sheets/get-sheet.ts";
import { getVocabulary } from "#lib/sheets/get-vocabulary.ts";
import { viewerOf } from "#lib/sheets/viewer.ts";

type Props = { params: Promise<{ key: string }> };

async function load(params: Props["params"]) {
  const ctx = await pageContext("sheets:read");
  const key = decodeURIComponent((await params).key);
  try {
    return { ctx, sheet: await getSheet(ctx, { key }) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { sheet } = await load(params);
  return { title: sheet.name };
}

export default async function Page({ params }: Props) {
  const { ctx, sheet } = await load(params);
  const client = new QueryClient();
  client.setQueryData(sheetQuery(sheet.key).queryKey, sheet);
  const [{ members }, segments, vocabulary] = await Promise.all([
    listMembers(ctx),
    listSegmentNames(ctx),
    getVocabulary(ctx),
  ]);
  const namesOf = (side: Side) =>
    members.filter((member) => member.signs_for === side).map(({ name }) => name);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SheetPage
        sheetKey={sheet.key}
        viewer={viewerOf(ctx)}
        signers={{ marketing: namesOf("marketing"), sales: namesOf("sales") }}
        segments={segments}
        vocabulary={vocabulary}
      />
    </HydrationBoundary>
  );
}
