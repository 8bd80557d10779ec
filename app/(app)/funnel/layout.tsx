import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { FunnelTabs } from "#components/funnel/funnel-tabs.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SavedViews } from "#components/views/saved-views.tsx";

export default async function FunnelLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("Funnel");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={<SavedViews page="funnel" />} />
      <FunnelTabs />
      {children}
    </>
  );
}
