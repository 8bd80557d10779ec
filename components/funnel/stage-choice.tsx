"use client";

import { useTranslations } from "next-intl";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { useFunnelState } from "./use-funnel-state.ts";
import { useWords } from "./use-words.ts";

const CHOICES = ["mql", "sal", "sql", "opportunity", "customer"] as const;

/** The stage that weeks and rows are about. */
export function StageChoice() {
  const t = useTranslations("Funnel");
  const words = useWords();
  const { view, setStage } = useFunnelState();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-muted">{t("stageChoice")}</span>
      <SegmentedControl
        label={t("stageChoice")}
        value={view.stage}
        onValueChange={setStage}
        options={CHOICES.map((stage) => ({ value: stage, label: words.stage(stage) }))}
      />
    </div>
  );
}
