"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Rule } from "#lib/scoring/schema.ts";
import { ruleLines } from "#lib/sheets/sentences.ts";

/** A rule's sentences, each behind its points. */
export function RuleLines({ rule }: { rule: Rule }) {
  const t = useTranslations("Sentences");
  const format = useFormatter();
  return (
    <ul className="flex flex-col gap-0.5">
      {ruleLines(rule, t).map(({ points, text }) => (
        <li key={`${points} ${text}`} className="flex items-baseline gap-3">
          <span className="w-12 shrink-0 text-right font-medium tabular-nums">
            {Number.isFinite(points) ? format.number(points, { signDisplay: "exceptZero" }) : "–"}
          </span>
          <span className="min-w-0 text-muted [overflow-wrap:anywhere]">{text}</span>
        </li>
      ))}
      {rule.muted && <li className="pl-15 text-muted">({t("muted")})</li>}
    </ul>
  );
}
