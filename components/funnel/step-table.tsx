"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { NumberSpec } from "#lib/funnel/api.ts";
import type { Figures, Funnel, StageFigures } from "#lib/funnel/schemas.ts";
import { NumberButton } from "./number-button.tsx";
import { useWords } from "./use-words.ts";

/** Every figure of every stage, and what stands apart from the line. */
export function StepTable({ funnel }: { funnel: Funnel }) {
  const t = useTranslations("Funnel");
  const words = useWords();
  const { figures, previous, basis, horizon_days: days } = funnel;
  const cohort = basis === "cohort";
  const start = words.stage("lead");
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold text-lg">{t("stepsTitle")}</h2>
      <Table label={t("stepsTitle")} density="compact">
        <TableHeader>
          <TableRow>
            <TableHead>{t("stage")}</TableHead>
            <TableHead numeric className="whitespace-normal align-bottom">
              {t("reached")}
            </TableHead>
            {cohort && (
              <>
                <TableHead numeric className="whitespace-normal align-bottom">
                  {t("maturedDays", { days })}
                </TableHead>
                <TableHead numeric className="whitespace-normal align-bottom">
                  {t("later")}
                </TableHead>
                <TableHead numeric className="whitespace-normal align-bottom">
                  {t("open")}
                </TableHead>
              </>
            )}
            <TableHead numeric className="whitespace-normal align-bottom">
              {t("ofStage", { stage: start })}
            </TableHead>
            <TableHead numeric className="whitespace-normal align-bottom">
              {t("ofStageBefore")}
            </TableHead>
            <TableHead numeric className="whitespace-normal align-bottom">
              {t("median")}
            </TableHead>
            <TableHead numeric className="whitespace-normal align-bottom">
              {t("value")}
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {figures.stages.map((stage, place) => (
            <StepRow key={stage.stage} {...{ stage, cohort }} before={previous.figures.stages[place]} />
          ))}
        </TableBody>
      </Table>
      <Footnotes figures={figures} cohort={cohort} />
    </section>
  );
}

function StepRow({
  stage,
  before,
  cohort,
}: {
  stage: StageFigures;
  before: StageFigures | undefined;
  cohort: boolean;
}) {
  const t = useTranslations("Funnel");
  const format = useFormatter();
  const words = useWords();
  const name = words.stage(stage.stage);
  const number = (part: "all" | "matured" | "later" | "open" | "timed", n: number, label: string) => (
    <NumberButton n={n} label={`${name}, ${label}`} number={{ stage: stage.stage, part } as NumberSpec} />
  );
  return (
    <TableRow>
      <TableCell className="font-medium">{name}</TableCell>
      <TableCell numeric>
        {number("all", stage.n, t("reached"))}
        <span className="block whitespace-nowrap text-muted text-sm">
          {t("beforeShort", { value: format.number(before?.n ?? 0) })}
        </span>
      </TableCell>
      {cohort && (
        <>
          <TableCell numeric>{number("matured", stage.matured, t("matured"))}</TableCell>
          <TableCell numeric>{number("later", stage.later, t("later"))}</TableCell>
          <TableCell numeric>{number("open", stage.open, t("open"))}</TableCell>
        </>
      )}
      <TableCell numeric className="whitespace-nowrap">
        {words.rate(stage.of_start)}
        <span className="block text-muted text-sm">{words.interval(stage.of_start)}</span>
        {stage.of_start !== null && (
          <span className="block text-muted text-sm">
            {t("beforeShort", { value: words.rate(before?.of_start ?? null) })}
          </span>
        )}
      </TableCell>
      <TableCell numeric className="whitespace-nowrap">
        {words.rate(stage.of_previous)}
        <span className="block text-muted text-sm">{words.interval(stage.of_previous)}</span>
      </TableCell>
      <TableCell numeric className="whitespace-nowrap">
        {stage.days.n === 0
          ? "–"
          : t("median90", { p90: words.days(stage.days.p90), median: words.days(stage.days.median) })}
        {stage.days.n > 0 && (
          <span className="block text-muted text-sm">
            <NumberButton
              n={stage.days.n}
              label={`${name}, ${t("median")}`}
              number={{ stage: stage.stage, part: "timed" }}
              text={t("nOf", { n: stage.days.n })}
            />
          </span>
        )}
      </TableCell>
      <TableCell numeric>{stage.values.map(words.money).join(" + ") || "–"}</TableCell>
    </TableRow>
  );
}

/** What is apart from the line, and how it was counted. */
function Footnotes({ figures, cohort }: { figures: Figures; cohort: boolean }) {
  const t = useTranslations("Funnel");
  const words = useWords();
  const passed = figures.stages.filter(({ passed: n }) => n > 0);
  return (
    <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5 text-sm">
      <li>
        {t("aside")}{" "}
        {figures.aside.map(({ stage, n }, place) => (
          <span key={stage}>
            {place > 0 && " · "}
            {words.stage(stage)}:{" "}
            <NumberButton n={n} label={words.stage(stage)} number={{ stage, part: "all" }} />
          </span>
        ))}
      </li>
      {passed.length > 0 && (
        <li>
          {t("passed")}{" "}
          {passed.map(({ stage, passed: n }, place) => (
            <span key={stage}>
              {place > 0 && " · "}
              {words.stage(stage)}:{" "}
              <NumberButton
                n={n}
                label={t("passedLabel", { stage: words.stage(stage) })}
                number={{ stage, part: "passed" }}
              />
            </span>
          ))}
        </li>
      )}
      {figures.disordered > 0 && (
        <li>
          {t("disordered")}{" "}
          <NumberButton
            n={figures.disordered}
            label={t("disordered")}
            number={{ stage: "lead", part: "disordered" }}
          />
        </li>
      )}
      <li>{t(cohort ? "durationsNote" : "periodRatios")}</li>
    </ul>
  );
}
