"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/http/client.ts";
import { importKeys, previewQuery, startImport } from "#lib/imports/api.ts";
import type { Mapping } from "#lib/imports/mapping.ts";
import type { ImportPreview, ImportView } from "#lib/imports/schemas.ts";
import { CountTiles } from "./count-tiles.tsx";
import { RefusalsTable } from "./refusals-table.tsx";
import { SamplesTable } from "./samples-table.tsx";
import type { Step } from "./steps.ts";
import { IssueList, StepActions } from "./wizard-parts.tsx";

function Outcome({ preview, columns }: { preview: ImportPreview; columns: string[] }) {
  const t = useTranslations("Imports");
  const { rows, complete, failure, refused, refusals, samples } = preview;
  return (
    <>
      {failure && (
        <Alert tone="danger" title={t("failedTitle")} live>
          {t(`failure.${failure.code}`, { line: failure.line ?? 1 })}
        </Alert>
      )}
      {refused === rows && (
        <Alert tone="danger" live>
          {t("previewRefusedAll")}
        </Alert>
      )}
      <Card title={t("previewTitle")} description={t("previewText", { rows, complete: String(complete) })}>
        <CountTiles counts={preview} />
      </Card>
      {samples.length > 0 && (
        <Card title={t("sampleRows")}>
          <SamplesTable samples={samples} />
        </Card>
      )}
      {refused > 0 && (
        <Card
          title={t("refusedTitle", { count: refused })}
          description={refusals.length < refused ? t("refusedFirst", { count: refusals.length }) : undefined}
        >
          <RefusalsTable refusals={refusals} columns={columns} />
        </Card>
      )}
    </>
  );
}

type Props = {
  view: ImportView;
  mapping: Mapping;
  /** False while the mapping is still on its way to the server. */
  ready: boolean;
  onStep: (step: Step) => void;
};

/** A dry run of the file's beginning; from here the import is started. */
export function PreviewStep({ view, mapping, ready, onStep }: Props) {
  const t = useTranslations("Imports");
  const client = useQueryClient();
  const preview = useQuery({ ...previewQuery(view.id, mapping), enabled: ready });
  const start = useMutation({
    mutationFn: () => startImport(view.id),
    onSuccess: (started) => client.setQueryData(importKeys.one(view.id), started),
  });
  const failed = preview.error ?? start.error;
  const useless = preview.data !== undefined && preview.data.refused === preview.data.rows;
  return (
    <div className="flex flex-col gap-4">
      {failed !== null && (
        <ErrorState
          title={start.error ? t("startFailed") : t("previewFailed")}
          requestId={failed instanceof ApiError ? failed.requestId : null}
          onRetry={() => (start.error ? start.mutate() : preview.refetch())}
        >
          {failed instanceof ApiError && failed.issues.length > 0 && <IssueList issues={failed.issues} />}
        </ErrorState>
      )}
      {preview.isPending && failed === null && <SkeletonRegion rows={6} />}
      {preview.data && <Outcome preview={preview.data} columns={Object.keys(mapping.columns)} />}
      <StepActions>
        <Button onClick={() => onStep("values")}>{t("back")}</Button>
        <Button
          variant="primary"
          disabled={!preview.data || useless}
          pending={start.isPending}
          onClick={() => start.mutate()}
        >
          {t("start")}
        </Button>
      </StepActions>
    </div>
  );
}
