"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import { groupTone } from "#lib/leads/group-tone.ts";
import type { SheetContent } from "#lib/scoring/schema.ts";
import { boundsText, conditionText, groupText } from "#lib/sheets/sentences.ts";
import { RuleLines } from "./rule-lines.tsx";
import { RuleSuggestions } from "./rule-suggestions.tsx";

/** A whole sheet in words: rules by category, groups from the highest down, exclusions. */
export function SheetOverview({ sheetKey, content }: { sheetKey: string; content: SheetContent }) {
  const t = useTranslations("Sheets");
  const sentences = useTranslations("Sentences");
  const { categories, dimensions, rules, groups, exclusions } = content;
  const range = boundsText(content.range, sentences);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="flex flex-col gap-4">
        {rules.length === 0 && <Card title={t("rules")}>{t("noRules")}</Card>}
        {categories.map((category) => {
          const own = rules.filter((rule) => rule.category === category.key);
          const dimension =
            dimensions.find(({ key }) => key === category.dimension)?.name ?? category.dimension;
          const bounds = boundsText(category, sentences);
          if (own.length === 0) return null;
          return (
            <Card
              key={category.key}
              title={category.name}
              description={[t("categoryOf", { dimension }), bounds].filter(Boolean).join(" · ")}
            >
              <ul className="flex flex-col gap-3">
                {own.map((rule) => (
                  <li key={rule.key}>
                    <p className="flex flex-wrap items-center gap-2 font-medium">
                      {rule.name}
                      <RuleSuggestions sheetKey={sheetKey} rule={rule.key} name={rule.name} />
                    </p>
                    <RuleLines rule={rule} />
                  </li>
                ))}
              </ul>
            </Card>
          );
        })}
      </div>
      <div className="flex flex-col gap-4">
        <Card title={t("groups")} description={range && t("range", { bounds: range })}>
          {groups.length === 0 && t("noGroups")}
          <ul className="flex flex-col gap-3">
            {groups.toReversed().map((group) => (
              <li key={group.key} className="flex flex-wrap items-center gap-2">
                <GroupBadge tone={groupTone(groups, group.key) ?? "neutral"}>{group.name}</GroupBadge>
                <span>{groupText(group, content, sentences)}</span>
                {group.handover && <span className="text-muted">({t("handover")})</span>}
              </li>
            ))}
          </ul>
          {groups.length > 0 && !groups.some((group) => group.handover) && (
            <p className="mt-3 text-muted">{t("pilot")}</p>
          )}
        </Card>
        <Card title={t("exclusions")}>
          {exclusions.length === 0 && <p className="text-muted">{t("noExclusions")}</p>}
          <ul className="flex flex-col gap-2">
            {exclusions.map((exclusion) => (
              <li key={exclusion.key}>
                <span className="font-medium">{exclusion.name}</span>{" "}
                <span className="text-muted">
                  {sentences("excluded", { condition: conditionText(exclusion.when, sentences) })}
                </span>
              </li>
            ))}
          </ul>
          {exclusions.length > 0 && <p className="mt-3 text-muted text-sm">{t("excludedText")}</p>}
        </Card>
      </div>
    </div>
  );
}
