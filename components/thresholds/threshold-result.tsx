"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { chooseCut } from "#lib/thresholds/choose.ts";
import type { Cut, Goal, Thresholds } from "#lib/thresholds/schemas.ts";
import { CutTable } from "./cut-table.tsx";
import { GoalFields } from "./goal-fields.tsx";
import { ThresholdCharts } from "./threshold-charts.tsx";

interface ThresholdResultProps {
  thresholds: Thresholds;
  onChoose: ((group: string | null, at: number) => void) | undefined;
}

/** The cut that counts at a score: the highest that is not above it. */
const cutAt = (cuts: readonly Cut[], at: number): Cut | undefined =>
  cuts.findLast(({ from }) => from <= at) ?? cuts[0];

/** A goal, the threshold it asks for beside the one of today, and all others. */
export function ThresholdResult({ thresholds, onChoose }: ThresholdResultProps) {
  const t = useTranslations("Thresholds");
  const format = useFormatter();
  const { cuts, handover, leads, ready, sample, horizon_days: days, watch_days: watch } = thresholds;
  const [goal, setGoal] = useState<Goal>({ capacity: 10 });
  /** Where the line was put by hand; null: where the goal asks for it. */
  const [placed, setPlaced] = useState<number | null>(null);
  const date = (at: string) => format.dateTime(new Date(at), { dateStyle: "long" });
  const asked = chooseCut(cuts, goal);
  const at = placed ?? asked?.from ?? null;
  const chosen = at === null ? undefined : cutAt(cuts, at);
  const today = handover?.total == null ? (handover ? cuts[0] : undefined) : cutAt(cuts, handover.total);
  if (cuts.length === 0 || leads.matured === 0)
    return (
      <EmptyState kind="first-use" title={t("emptyTitle")}>
        {t("empty", { days: watch + days, open: leads.open })}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-5">
      {!ready.enough && (
        <Alert tone="caution" title={t(handover ? "notEnough" : "pilotNotEnough")}>
          {t("needs", {
            leads: leads.matured,
            opportunities: leads.opportunities,
            needLeads: ready.needs.leads,
            needOpportunities: ready.needs.opportunities,
          })}{" "}
          {ready.earliest ? t("earliest", { date: date(ready.earliest) }) : t("neverYet")}
        </Alert>
      )}
      {ready.enough && !handover && (
        <Alert tone="success" title={t("pilotEnough")}>
          {t("pilotText")}
        </Alert>
      )}
      <GoalFields
        goal={goal}
        onGoal={(next) => {
          setGoal(next);
          setPlaced(null);
        }}
      />
      {asked === null && placed === null && <Alert>{t("noCut")}</Alert>}
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("threshold")} className="w-36">
          <Input
            type="number"
            value={at ?? ""}
            onChange={({ target }) =>
              setPlaced(Number.isFinite(target.valueAsNumber) ? target.valueAsNumber : null)
            }
          />
        </Field>
        {placed !== null && asked && (
          <Button variant="ghost" onClick={() => setPlaced(null)}>
            {t("backToGoal", { n: asked.from })}
          </Button>
        )}
        {onChoose && chosen && (
          <Button variant="primary" onClick={() => onChoose(handover?.key ?? null, chosen.from)}>
            {handover
              ? t("apply", { n: chosen.from, group: handover.name })
              : t("applyPilot", { n: chosen.from })}
          </Button>
        )}
      </div>
      <CutTable today={today} todayAt={handover?.total ?? null} chosen={chosen} goal={goal} />
      <ThresholdCharts thresholds={thresholds} chosen={chosen} onPlace={setPlaced} />
      <p className="text-muted text-sm">
        {t("method", { watch, days, weeks: leads.recent_weeks })}{" "}
        {leads.open > 0 && t("open", { n: leads.open })}{" "}
        {leads.before > 0 && t("before", { n: leads.before })}{" "}
        {handover && Object.keys(handover.dimensions).length > 0 && t("minimums", { group: handover.name })}{" "}
        {!sample.exact && t("sampled", { size: sample.size, leads: sample.leads })} {t("worked")}{" "}
        {t("asOf", {
          date: format.dateTime(new Date(thresholds.as_of), { dateStyle: "long", timeStyle: "short" }),
        })}
      </p>
    </div>
  );
}
