import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ApiReference } from "#components/api-reference/api-reference.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { openApiDocument } from "#lib/openapi/document.ts";
import { toReference } from "#lib/openapi/reference.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ApiReference"))("title") };
}

export default async function ApiDocsPage() {
  await pageContext();
  const t = await getTranslations("ApiReference");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <ApiReference groups={toReference(openApiDocument())} />
    </>
  );
}
