import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ProgrammePage } from "#components/programmes/programme-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors.ts";
import { programmeQuery } from "#lib/programmes/api.ts";
import { getProgramme } from "#lib/programmes/get-programme.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Programmes"))("title") };
}

export default async function Page({ params }: { params: Promise<{ key: string }> }) {
  const ctx = await pageContext("programmes:read");
  const { key } = await params;
  const client = new QueryClient();
  try {
    client.setQueryData(programmeQuery(key).queryKey, await getProgramme(ctx, { key }));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProgrammePage programmeKey={key} mayEdit={mayAct(ctx, "programmes:write")} />
    </HydrationBoundary>
  );
}
