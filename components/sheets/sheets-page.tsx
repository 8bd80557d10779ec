"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/http/client.ts";
import { segmentsQuery } from "#lib/segments/api.ts";
import { sheetsQuery } from "#lib/sheets/api.ts";
import { NewSheetDialog } from "./new-sheet-dialog.tsx";
import { SheetCard } from "./sheet-card.tsx";

export interface SheetsPageProps {
  mayEdit: boolean;
  mayAddSegments: boolean;
}

export function SheetsPage({ mayEdit, mayAddSegments }: SheetsPageProps) {
  const t = useTranslations("Sheets");
  const { data, error, refetch } = useQuery(sheetsQuery());
  const segments = useQuery(segmentsQuery()).data?.segments ?? [];
  const [creating, setCreating] = useState(false);
  const sheets = data?.sheets ?? [];
  const create = mayEdit && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={sheets.length > 0 && create} />
      {error && !data && (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => refetch()}
        />
      )}
      {!error && !data && <SkeletonRegion />}
      {data && sheets.length === 0 && (
        <EmptyState kind="first-use" title={t("emptyTitle")} action={create}>
          {mayEdit ? t("empty") : t("readOnly")}
        </EmptyState>
      )}
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {sheets.map((sheet) => (
          <SheetCard
            key={sheet.key}
            sheet={sheet}
            segmentName={(key) => segments.find((segment) => segment.key === key)?.name ?? key}
          />
        ))}
      </div>
      {creating && (
        <NewSheetDialog
          sheetKeys={sheets.map(({ key }) => key)}
          segments={segments}
          mayAddSegments={mayAddSegments}
          onClose={() => setCreating(false)}
        />
      )}
    </>
  );
}
