"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { analysisQuery } from "#lib/imports/api.ts";
import { FAILURE_CODES } from "#lib/imports/kinds.ts";
import type { ImportView } from "#lib/imports/schemas.ts";
import { ColumnsStep } from "./columns-step.tsx";
import { DiscardButton } from "./discard-button.tsx";
import { columnIssues, emptyMapping, filledUp, valueIssues } from "./draft.ts";
import { EarlierNote } from "./earlier-note.tsx";
import { PreviewStep } from "./preview-step.tsx";
import type { Step } from "./steps.ts";
import { useMappingDraft } from "./use-mapping-draft.ts";
import { ValuesStep } from "./values-step.tsx";

type Props = { view: ImportView; step: Step; onStep: (step: Step) => void };

/** Matching, fixing and previewing one uploaded file. The step is in the address, the mapping on the server. */
export function ImportWizard({ view, step, onStep }: Props) {
  const t = useTranslations("Imports");
  const { mapping: draft, change, flush, saving } = useMappingDraft(view.id, view.mapping ?? emptyMapping);
  const { encoding, delimiter, header, time_zone } = draft;
  const query = useQuery(analysisQuery(view.id, { encoding, delimiter, header, time_zone }));

  if (query.isError) {
    const { error } = query;
    const issue = error instanceof ApiError ? error.issues[0] : undefined;
    const code = FAILURE_CODES.find((known) => known === issue?.code);
    return (
      <div className="flex flex-col gap-4">
        <ErrorState
          title={t("analysisFailed")}
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => query.refetch()}
        >
          {code && t(`failure.${code}`, { line: issue?.params?.line ?? 1 })}
        </ErrorState>
        <DiscardButton id={view.id} />
      </div>
    );
  }
  if (!query.data) return <SkeletonRegion rows={8} />;

  const analysis = query.data;
  const mapping = filledUp(draft, analysis);
  const untouched = Object.keys(draft.columns).length === 0;
  const go = async (next: Step) => {
    // The guesses that were left as they are have to be kept as well.
    change(mapping);
    if (await flush()) onStep(next);
  };
  const open = columnIssues(view.kind, mapping, analysis);
  const parts = { kind: view.kind, mapping, analysis, onChange: change, onStep: go, saving, id: view.id };
  if (step === "columns" || open.length > 0) {
    return (
      <Updating active={query.isPlaceholderData} className="flex flex-col gap-4">
        {untouched && analysis.earlier && <EarlierNote earlier={analysis.earlier} />}
        <ColumnsStep {...parts} issues={open} />
      </Updating>
    );
  }
  const values = valueIssues(mapping, analysis);
  if (step === "values" || values.length > 0) {
    return (
      <Updating active={query.isPlaceholderData}>
        <ValuesStep {...parts} issues={values} />
      </Updating>
    );
  }
  return <PreviewStep view={view} mapping={mapping} ready={saving.state !== "saving"} onStep={onStep} />;
}
