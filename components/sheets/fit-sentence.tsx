"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { FitRule } from "#lib/scoring/schema.ts";
import { moved } from "#lib/sheets/edit-content.ts";
import type { WordScope } from "#lib/vocabulary/api.ts";
import type { SentenceProps } from "./sentence-props.ts";
import { ConditionToken, PointsToken, useConditionText } from "./sentence-tokens.tsx";
import { AddToken } from "./tokens.tsx";

const ATTRIBUTES: WordScope = { of: "attribute" };

/** Who leads are, as a sentence a case, in the order in which they are tried, and what the others get. */
export function FitSentence({ rule, onChange, issues, vocabulary }: SentenceProps<FitRule>) {
  const t = useTranslations("RuleSentence");
  const editor = useTranslations("SheetEditor");
  const say = useConditionText();
  const { cases } = rule;
  const put = (next: FitRule["cases"]) => onChange({ ...rule, cases: next });
  const last = cases.length - 1;
  return (
    <>
      <ol aria-label={editor("firstCase")} className="flex flex-col gap-1">
        {cases.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cases have no identity but their place
          <li key={place} className="group/case flex items-start gap-1">
            <span className="min-w-0">
              {t.rich("case", {
                points: () => (
                  <PointsToken
                    id={`points-${place}`}
                    path={`cases.${place}.points`}
                    label={t("token.points_case", { n: place + 1 })}
                    issues={issues}
                    value={one.points}
                    onChange={(points) => put(cases.with(place, { ...one, points }))}
                  />
                ),
                when: () => (
                  <ConditionToken
                    id={`when-${place}`}
                    path={`cases.${place}.when`}
                    label={t("token.when_case", { n: place + 1 })}
                    value={one.when}
                    issues={issues}
                    scope={ATTRIBUTES}
                    fields={vocabulary.attributes}
                    onChange={(when) => put(cases.with(place, { ...one, when }))}
                  >
                    {say(one.when)}
                  </ConditionToken>
                ),
              })}
            </span>
            <span className="flex shrink-0">
              {last > 0 && (
                <>
                  <CaseButton
                    label={t("caseUp", { n: place + 1 })}
                    disabled={place === 0}
                    onClick={() => put(moved(cases, place, -1))}
                  >
                    <ArrowUp aria-hidden />
                  </CaseButton>
                  <CaseButton
                    label={t("caseDown", { n: place + 1 })}
                    disabled={place === last}
                    onClick={() => put(moved(cases, place, 1))}
                  >
                    <ArrowDown aria-hidden />
                  </CaseButton>
                </>
              )}
              <CaseButton
                label={editor("removeCase", { n: place + 1 })}
                onClick={() => put(cases.toSpliced(place, 1))}
              >
                <Trash2 aria-hidden />
              </CaseButton>
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-1">
        {t.rich("otherwise", {
          points: () => (
            <PointsToken
              id="otherwise"
              path="otherwise"
              label={t("token.otherwise")}
              issues={issues}
              value={rule.otherwise}
              onChange={(otherwise) => onChange({ ...rule, otherwise })}
            />
          ),
        })}{" "}
        <AddToken
          id={`when-${cases.length}`}
          what={t("add.case")}
          onAdd={() => put([...cases, { when: { field: "", op: "eq", value: "" }, points: 10 }])}
        />
      </p>
    </>
  );
}

interface CaseButtonProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

const CaseButton = ({ children, ...props }: CaseButtonProps) => (
  <IconButton size="sm" className="h-6 w-6 text-muted [&_svg]:size-3.5" {...props}>
    {children}
  </IconButton>
);
