"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Badge } from "#components/ui/badge.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Stepper } from "#components/ui/stepper.tsx";
import { ApiError } from "#lib/http/client.ts";
import { importQuery } from "#lib/imports/api.ts";
import type { ImportView } from "#lib/imports/schemas.ts";
import { paths } from "#lib/paths.ts";
import { ImportWizard } from "./import-wizard.tsx";
import { ResultCard } from "./result-card.tsx";
import { RunningCard } from "./running-card.tsx";
import { StateBadge } from "./state-badge.tsx";
import { STEPS, type Step } from "./steps.ts";

function position(view: ImportView, step: Step): number {
  if (view.state === "running") return 4;
  return view.state === "uploaded" ? 1 + STEPS.indexOf(step) : 5;
}

function Part({ view, mayImport, step, onStep }: PartProps) {
  const t = useTranslations("Imports");
  if (view.state === "running") return <RunningCard view={view} mayImport={mayImport} />;
  if (view.state !== "uploaded") return <ResultCard view={view} mayImport={mayImport} />;
  if (!mayImport) return <p className="text-muted">{t("readOnly")}</p>;
  return <ImportWizard view={view} step={step} onStep={onStep} />;
}
type PartProps = { view: ImportView; mayImport: boolean; step: Step; onStep: (step: Step) => void };

/** One import under its own address: whatever happens to the tab, it is found again where it was. */
export function ImportPage({ id, mayImport }: { id: number; mayImport: boolean }) {
  const t = useTranslations("Imports");
  const [step, setStep] = useQueryState(
    "step",
    parseAsStringLiteral(STEPS).withDefault("columns").withOptions({ history: "push", scroll: true }),
  );
  const query = useQuery(importQuery(id));
  if (query.data === undefined) {
    if (query.isPending) return <SkeletonRegion />;
    const requestId = query.error instanceof ApiError ? query.error.requestId : null;
    return <ErrorState title={t("loadFailed")} onRetry={() => query.refetch()} requestId={requestId} />;
  }
  const view = query.data;
  const names = ["upload", ...STEPS, "result"] as const;
  return (
    <>
      <PageHeader
        title={view.file_name}
        breadcrumbs={[{ label: t("title"), href: paths.imports() }, { label: view.file_name }]}
        badges={
          <>
            <Badge>{t(`kind.${view.kind}`)}</Badge>
            <StateBadge state={view.state} />
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <Stepper
          label={t("steps.label")}
          current={position(view, step)}
          steps={names.map((key) => ({ key, label: t(`steps.${key}`) }))}
        />
        <Part view={view} mayImport={mayImport} step={step} onStep={setStep} />
      </div>
    </>
  );
}
