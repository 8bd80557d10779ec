"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Findings } from "#lib/findings/schemas.ts";
import { CandidateFindings } from "./candidate-findings.tsx";
import { RuleFindings } from "./rule-findings.tsx";
import { useStartDraft } from "./use-start-draft.ts";
import { ValidationFindings } from "./validation-findings.tsx";

interface FindingsResultProps {
  findings: Findings;
  mayEdit: boolean;
  isOpen: boolean;
}

/** Keys of the rules that something is suggested for. */
export const suggestedIn = ({ rules, candidates }: Findings): string[] => [
  ...rules.filter(({ change }) => change !== null).map(({ rule }) => rule),
  ...candidates.map(({ rule }) => rule.key),
];

export function FindingsResult({ findings, mayEdit, isOpen }: FindingsResultProps) {
  const t = useTranslations("Findings");
  const format = useFormatter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(suggestedIn(findings)));
  const start = useStartDraft(findings);
  const { leads, needs, sample } = findings;
  const choose = (rule: string, isChosen: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      if (isChosen) next.add(rule);
      else next.delete(rule);
      return next;
    });
  const selection = mayEdit ? { chosen, choose } : null;
  if (!findings.enough)
    return (
      <Alert tone="caution" title={t("notEnough")}>
        {t("needs", {
          converted: needs.converted,
          others: needs.others,
          yes: leads.converted,
          no: leads.matured - leads.converted,
          open: leads.open,
        })}
      </Alert>
    );
  return (
    <div className="flex flex-col gap-6">
      <ValidationFindings validation={findings.validation} />
      <RuleFindings findings={findings} selection={selection} />
      <CandidateFindings findings={findings} selection={selection} />
      {mayEdit ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            variant="primary"
            disabled={chosen.size === 0}
            pending={start.isPending}
            onClick={() => start.mutate(chosen)}
          >
            {t(isOpen ? "startOpen" : "startN", { n: chosen.size })}
          </Button>
          <p className="min-w-0 flex-1 basis-64 text-muted text-sm">{t("startText")}</p>
        </div>
      ) : (
        <p className="text-muted">{t("readOnly")}</p>
      )}
      <p className="text-muted text-sm">
        {t("method", {
          matured: leads.matured,
          converted: leads.converted,
          handed: leads.handed_over,
          days: findings.horizon_days,
        })}{" "}
        {t("left", { open: leads.open, before: leads.before, outside: leads.outside })}{" "}
        {!sample.exact && t("sampled", { size: sample.size, leads: sample.leads })}{" "}
        {t("asOf", {
          date: format.dateTime(new Date(findings.as_of), { dateStyle: "long", timeStyle: "short" }),
        })}
      </p>
    </div>
  );
}
