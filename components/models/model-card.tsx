"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { GraduationCap } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { modelsQuery, trainModel } from "#lib/models/api.ts";
import type { ModelView } from "#lib/models/schemas.ts";
import { ModelDialog } from "./model-dialog.tsx";
import { ModelLeaks } from "./model-leaks.tsx";
import { ModelQuality } from "./model-quality.tsx";
import { ModelVersions } from "./model-versions.tsx";
import type { SegmentName } from "./models-page.tsx";

interface ModelCardProps {
  model: ModelView;
  mayEdit: boolean;
  segments: readonly SegmentName[];
}

/** One predictive score, from its verdict down to what it left out. */
export function ModelCard({ model, mayEdit, segments }: ModelCardProps) {
  const t = useTranslations("Models");
  const stages = useTranslations("Leads.stages");
  const client = useQueryClient();
  const onError = useErrorToast();
  const train = useMutation({
    mutationFn: () => trainModel(model.key),
    onError,
    onSuccess: () => client.invalidateQueries({ queryKey: modelsQuery().queryKey }),
  });
  const { latest } = model;
  return (
    <Card
      title={model.name}
      description={t("learns", {
        segment: model.segment_name,
        stage: stages(model.outcome),
        age: model.age_days,
        horizon: model.horizon_days,
      })}
      actions={
        mayEdit && (
          <>
            <ModelDialog segments={segments} model={model} />
            <Button
              size="sm"
              variant="primary"
              disabled={model.training}
              pending={train.isPending}
              onClick={() => train.mutate()}
            >
              <GraduationCap aria-hidden />
              {latest ? t("again") : t("train")}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-6">
        <div className="flex flex-col gap-3">
          {model.training && (
            <Alert live title={t("training")}>
              {t("trainingText")}
            </Alert>
          )}
          {model.failure && <Alert tone="danger" title={t("failed")} />}
          <Verdict model={model} />
          <Drift model={model} />
        </div>
        {latest?.report.comparison && <ModelQuality name={model.name} report={latest.report} />}
        {latest && <ModelLeaks model={model} report={latest.report} mayEdit={mayEdit} />}
        {model.versions.length > 0 && <ModelVersions model={model} mayEdit={mayEdit} />}
      </div>
    </Card>
  );
}

function Verdict({ model: { latest, training } }: { model: ModelView }) {
  const t = useTranslations("Models.verdict");
  const kinds = useTranslations("Models.quality.kinds");
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  if (!latest) return training ? null : <Alert title={t("none")}>{t("noneText")}</Alert>;
  const { n, converted, open, comparison } = latest.report;
  const population = t("population", { n, converted, open });
  const best = comparison?.candidates.find(({ kind }) => kind === comparison.best);
  if (latest.outcome === "too_few")
    return (
      <Alert tone="caution" title={t("too_few")}>
        {t("too_fewText")} {population}
      </Alert>
    );
  if (latest.outcome === "nothing_to_learn" || !best)
    return (
      <Alert tone="caution" title={t("nothing_to_learn")}>
        {best
          ? t("nothingText", {
              kind: kinds(best.kind),
              auc: percent(best.auc.auc),
              low: percent(best.auc.low),
              high: percent(best.auc.high),
            })
          : t("noFields")}{" "}
        {population}
      </Alert>
    );
  return (
    <Alert
      tone="success"
      title={t("trained", {
        version: latest.number,
        auc: percent(best.auc.auc),
        low: percent(best.auc.low),
        high: percent(best.auc.high),
      })}
    >
      {best.top_tenth &&
        t("topTenth", {
          precision: percent(best.top_tenth.precision),
          average: percent(best.auc.positives / (best.auc.positives + best.auc.negatives)),
        })}{" "}
      {population}
    </Alert>
  );
}

function Drift({ model: { drift, next_training_at: next } }: { model: ModelView }) {
  const t = useTranslations("Models.drift");
  const format = useFormatter();
  const date = next && format.dateTime(new Date(next), { dateStyle: "medium" });
  return (
    <>
      {drift && (drift.level === "moderate" || drift.level === "strong") && (
        <Alert tone="caution" title={t(drift.level)}>
          {t("text", { n: drift.n, index: format.number(drift.index ?? 0, { maximumFractionDigits: 2 }) })}
        </Alert>
      )}
      {drift && drift.level === "steady" && <p className="text-muted">{t("steady", { n: drift.n })}</p>}
      {drift && drift.level === "too_few" && <p className="text-muted">{t("too_few", { n: drift.n })}</p>}
      {date && <p className="text-muted">{t("next", { date })}</p>}
    </>
  );
}
