import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FormPage } from "#components/forms/form-page.tsx";
import { publicOrigin } from "#lib/auth/public-origin.ts";
import { pageContext } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors.ts";
import { formAnswersQuery, formQuery, formResultsQuery } from "#lib/forms/api.ts";
import { getForm } from "#lib/forms/get-form.ts";
import { getResults } from "#lib/forms/get-results.ts";
import { listAnswers } from "#lib/forms/list-answers.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Forms"))("title") };
}

/** Null where AUTH_URL is needed and not set: the address is then the installation's own. */
function originOf(requested: Headers): string | null {
  try {
    return publicOrigin(requested);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

export default async function Page({ params }: { params: Promise<{ key: string }> }) {
  const ctx = await pageContext("forms:read");
  const { key } = await params;
  const client = new QueryClient();
  try {
    client.setQueryData(formQuery(key).queryKey, await getForm(ctx, { key }));
    client.setQueryData(formResultsQuery(key).queryKey, await getResults(ctx, { key }));
    const answers = await listAnswers(ctx, { key, state: "taken" });
    client.setQueryData(formAnswersQuery(key, "taken").queryKey, { pages: [answers], pageParams: [null] });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FormPage formKey={key} mayEdit={mayAct(ctx, "forms:write")} origin={originOf(await headers())} />
    </HydrationBoundary>
  );
}
