"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RuleUse } from "#lib/events/schemas.ts";
import { paths } from "#lib/paths.ts";

const STATES = ["draft", "in_review", "active"] as const;

/** The rules that count an event, each with the way to its sheet. */
export function RuleUses({ rules }: { rules: readonly RuleUse[] }) {
  const t = useTranslations("EventCatalogue");
  return (
    <ul>
      {rules.map(({ sheet, version, state, rule }) => {
        const known = STATES.find((one) => one === state);
        return (
          <li key={`${sheet.key} ${version} ${rule.key}`}>
            <Link href={paths.sheet(sheet.key)} className="text-accent underline underline-offset-2">
              {t("use", { rule: rule.name, sheet: sheet.name, version: String(version) })}
            </Link>
            {known && <span className="text-muted"> ({t(`state.${known}`)})</span>}
          </li>
        );
      })}
    </ul>
  );
}
