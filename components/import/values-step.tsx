"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { DatesCard } from "./dates-card.tsx";
import { MissingCard } from "./missing-card.tsx";
import { NumbersCard } from "./numbers-card.tsx";
import { StagesCard } from "./stages-card.tsx";
import type { StepProps } from "./step-props.ts";
import { IssueList, SavingNote, StepActions } from "./wizard-parts.tsx";

/** How cells are read: missing values, dates, numbers, and a CRM's own names of stages. */
export function ValuesStep(props: StepProps) {
  const { issues, saving, onStep } = props;
  const t = useTranslations("Imports");
  return (
    <div className="flex flex-col gap-4">
      <IssueList issues={issues} />
      <StagesCard {...props} />
      <MissingCard {...props} />
      <DatesCard {...props} />
      <NumbersCard {...props} />
      <StepActions>
        <SavingNote saving={saving} />
        <Button onClick={() => onStep("columns")}>{t("toColumns")}</Button>
        <Button variant="primary" disabled={issues.length > 0} onClick={() => onStep("preview")}>
          {t("toPreview")}
        </Button>
      </StepActions>
    </div>
  );
}
