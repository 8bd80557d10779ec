"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RecentImports } from "./recent-imports.tsx";
import { UploadCard } from "./upload-card.tsx";

/** Start of an import, and what became of earlier ones. */
export function ImportHome({ mayImport, maxBytes }: { mayImport: boolean; maxBytes: number }) {
  const t = useTranslations("Imports");
  return (
    <>
      <PageHeader title={t("title")} description={t("intro")} />
      <div className="flex flex-col gap-6">
        {mayImport ? <UploadCard maxBytes={maxBytes} /> : <Alert tone="info">{t("readOnly")}</Alert>}
        <RecentImports />
      </div>
    </>
  );
}
