"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { modelsQuery } from "#lib/models/api.ts";
import { ModelCard } from "./model-card.tsx";
import { ModelDialog } from "./model-dialog.tsx";

export type SegmentName = { key: string; name: string };

/** Predictive scores: what each learnt, how good it is on leads it has not seen, and what was left out. */
export function ModelsPage({ mayEdit, segments }: { mayEdit: boolean; segments: readonly SegmentName[] }) {
  const t = useTranslations("Models");
  const { data } = useSuspenseQuery(modelsQuery());
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={mayEdit && segments.length > 0 && <ModelDialog segments={segments} />}
      />
      <div className="flex flex-col gap-6">
        {!mayEdit && <p className="text-muted">{t("readOnly")}</p>}
        {data.models.length === 0 && (
          <EmptyState kind="first-use" title={t("none")}>
            {segments.length === 0 ? t("noSegments") : t("noneText")}
          </EmptyState>
        )}
        {data.models.map((model) => (
          <ModelCard key={model.key} model={model} mayEdit={mayEdit} segments={segments} />
        ))}
      </div>
    </>
  );
}
