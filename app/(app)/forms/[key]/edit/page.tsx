import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EditFormPage } from "#components/forms/edit-form-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors.ts";
import { formQuery } from "#lib/forms/api.ts";
import { getForm } from "#lib/forms/get-form.ts";
import { listSheetRules } from "#lib/forms/list-rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Forms"))("title") };
}

export default async function Page({ params }: { params: Promise<{ key: string }> }) {
  const ctx = await pageContext("forms:write");
  const { key } = await params;
  const client = new QueryClient();
  try {
    client.setQueryData(formQuery(key).queryKey, await getForm(ctx, { key }));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EditFormPage formKey={key} sheets={await listSheetRules(ctx)} />
    </HydrationBoundary>
  );
}
