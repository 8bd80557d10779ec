"use client";

import { ChevronRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { LeadScoreAnswer, ScoreExplain } from "#lib/leads/score-schemas.ts";
import { type EquationTerm, equationOf } from "#lib/scores/explain-equation.ts";
import { AdjustmentTerm } from "./adjustment-term.tsx";
import { LeadGroup } from "./lead-group.tsx";
import { RuleRow } from "./rule-row.tsx";
import { ScoreLabel } from "./score-label.tsx";
import { TermLine } from "./term-line.tsx";

/**
 * Category subtotals − fading ± points given by hand − caps = score: what is shown adds up to the badge exactly.
 * `mayEnd`: the reader may take back what is given by hand.
 */
export function Equation({ score, mayEnd = false }: { score: LeadScoreAnswer; mayEnd?: boolean }) {
  const t = useTranslations("Lead.equation");
  const format = useFormatter();
  const terms = equationOf(score.explain);
  return (
    <section aria-label={t("label")}>
      {terms.length === 0 && <p className="text-muted">{t("nothing")}</p>}
      <ul className="divide-y">
        {terms.map((term) => (
          <li key={`${term.kind} ${"key" in term ? term.key : ""}`}>
            {term.kind === "category" ? (
              <CategoryTerm term={term} explain={score.explain} />
            ) : term.kind === "adjustment" ? (
              <AdjustmentTerm leadId={score.lead_id} term={term} mayEnd={mayEnd} />
            ) : (
              <TermLine name={<TermName term={term} />} hundredths={term.hundredths} indent />
            )}
          </li>
        ))}
      </ul>
      <div className="mt-1 flex min-h-11 flex-wrap items-center justify-between gap-2 border-foreground border-t-2 pt-2">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-semibold text-lg">{t("score")}</span>
          <LeadGroup score={score} />
        </span>
        <span className="flex items-baseline gap-2">
          <strong data-testid="score-total" className="text-xl tabular-nums">
            {format.number(score.total)}
          </strong>
          {score.explain.min !== null && score.explain.max !== null && (
            <span className="text-muted text-sm">
              {t("scale", { min: score.explain.min, max: score.explain.max })}
            </span>
          )}
        </span>
      </div>
      {score.explain.dimensions.length > 1 && (
        <p className="mt-1 flex flex-wrap gap-x-4 text-muted text-sm">
          {score.explain.dimensions.map(({ key, name, rounded }) => (
            <span key={key}>
              {name}: <span className="tabular-nums">{format.number(rounded)}</span>
            </span>
          ))}
          <ScoreLabel label={score.label} />
        </p>
      )}
    </section>
  );
}

type CategoryTermProps = { term: Extract<EquationTerm, { kind: "category" }>; explain: ScoreExplain };

function CategoryTerm({ term, explain }: CategoryTermProps) {
  return (
    <details className="group/category">
      <summary className="cursor-pointer list-none rounded-sm hover:bg-surface [&::-webkit-details-marker]:hidden">
        <TermLine
          name={
            <>
              <ChevronRight
                aria-hidden
                className="size-4 shrink-0 text-muted transition-transform group-open/category:rotate-90 motion-reduce:transition-none"
              />
              <span className="font-medium">{term.name}</span>
            </>
          }
          hundredths={term.hundredths}
        />
      </summary>
      <ul className="mb-2 ml-6 flex flex-col gap-2 border-l pl-3">
        {explain.rules
          .filter((rule) => rule.category === term.key)
          .map((rule) => (
            <RuleRow key={rule.rule} rule={rule} />
          ))}
      </ul>
    </details>
  );
}

function TermName({ term }: { term: Exclude<EquationTerm, { kind: "category" | "adjustment" }> }) {
  const t = useTranslations("Lead.equation");
  if (term.kind === "decay") return t("decay");
  if (term.kind === "rounding") return t("rounding");
  const { bound } = term;
  const limit = term.hundredths < 0 ? t("atMost", { bound }) : t("atLeast", { bound });
  const name =
    term.kind === "range_cap"
      ? t("rangeCap")
      : term.kind === "category_cap"
        ? t("categoryCap", { name: term.name })
        : t("dimensionCap", { name: term.name });
  return (
    <span>
      {name} <span className="text-muted">({limit})</span>
    </span>
  );
}
