"use client";

import { useTranslations } from "next-intl";
import { FunnelBars } from "#components/charts/funnel-bars.tsx";
import type { Funnel } from "#lib/funnel/schemas.ts";
import { NumberButton } from "./number-button.tsx";
import { useWords } from "./use-words.ts";

/** Where leads stop: a bar for each stage, of mature leads; what open ones have reached so far is hatched. */
export function StagesChart({ funnel }: { funnel: Funnel }) {
  const t = useTranslations("Funnel");
  const words = useWords();
  const { figures, basis, horizon_days: days } = funnel;
  const cohort = basis === "cohort";
  const steps = figures.stages.slice(1).filter(({ of_previous: rate }) => rate !== null);
  const worst = cohort
    ? steps.reduce<(typeof steps)[number] | null>(
        (low, step) => (low && (low.of_previous?.rate ?? 1) <= (step.of_previous?.rate ?? 1) ? low : step),
        null,
      )
    : null;
  const start = words.stage("lead");
  const previous = worst && figures.stages[figures.stages.indexOf(worst) - 1];
  const takeaway =
    worst && previous
      ? t("stagesTakeaway", {
          ...{ from: words.stage(previous.stage), to: words.stage(worst.stage) },
          ...{ rate: words.rate(worst.of_previous), days },
        })
      : t(cohort ? "stagesTooYoung" : "stagesPeriod");
  return (
    <FunnelBars
      title={t("stagesTitle")}
      takeaway={takeaway}
      n={cohort ? figures.mature : figures.entered}
      csvName="funnel"
      labels={{
        name: t("stage"),
        value: cohort ? t("maturedDays", { days }) : t("reachedInPeriod"),
        open: t("open"),
        shares: [t("ofStage", { stage: start }), t("ofStageBefore")],
      }}
      bars={figures.stages.map((stage, place) => {
        const label = words.stage(stage.stage);
        const before = figures.stages[place - 1];
        const spec = { stage: stage.stage, part: cohort ? "matured" : "all" };
        return {
          ...{ key: stage.stage, label, value: stage.matured, open: stage.open },
          // Of the first step both are the same.
          shares: !before
            ? []
            : [
                t("shareOf", { rate: words.rate(stage.of_start), stage: start }),
                ...(place === 1
                  ? []
                  : [
                      t("shareOf", { rate: words.rate(stage.of_previous), stage: words.stage(before.stage) }),
                    ]),
              ],
          figure: <NumberButton n={stage.matured} label={label} number={spec} />,
          openFigure: (
            <NumberButton
              n={stage.open}
              label={t("openLabel", { stage: label })}
              number={{ stage: stage.stage, part: "open" }}
              text={t("plusOpen", { n: stage.open })}
            />
          ),
        };
      })}
    />
  );
}
