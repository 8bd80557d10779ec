import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ImportPage } from "#components/import/import-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors.ts";
import { importQuery } from "#lib/imports/api.ts";
import { getImport } from "#lib/imports/get-import.ts";
import { importParams } from "#lib/imports/schemas.ts";
import { can } from "#lib/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Imports");
  return { title: t("title") };
}

export default async function OneImportPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext("imports:read");
  const parsed = importParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { id } = parsed.data;
  const view = await getImport(ctx, { id }).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  const client = new QueryClient();
  client.setQueryData(importQuery(id).queryKey, view);
  const mayImport = ctx.actor.kind === "member" && can(ctx.actor.role, "imports:create");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ImportPage id={id} mayImport={mayImport} />
    </HydrationBoundary>
  );
}
