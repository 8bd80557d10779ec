import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";

export default async function FunnelLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("Movement");
  return (
    <>
      <PageHeader title={t("page")} />
      {children}
    </>
  );
}
