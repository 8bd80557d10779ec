"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { SheetContent } from "#lib/scoring/schema.ts";
import type { EditorFigures } from "./editor-figures.tsx";

interface PreviewRuleProps {
  content: SheetContent;
  figures: EditorFigures;
  /** Key of the rule in hand; null: the first one. */
  rule: string | null;
  onRule: (rule: string) => void;
}

/** For whom one rule counts: that in hand, or any other. */
export function PreviewRule({ content, figures, rule, onRule }: PreviewRuleProps) {
  const t = useTranslations("SheetPreview");
  const format = useFormatter();
  const chosen = content.rules.find(({ key }) => key === rule) ?? content.rules[0];
  if (!chosen) return null;
  const found = figures.rules.get(chosen.key);
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold text-lg">{t("rule")}</h3>
      <Field label={t("ruleChoice")} hideLabel>
        <Select
          value={chosen.key}
          options={content.rules.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={({ target }) => onRule(target.value)}
        />
      </Field>
      <p data-testid="rule-figures">
        {found
          ? t("ruleFigures", {
              leads: found.leads,
              share: format.number(found.share, { style: "percent", maximumFractionDigits: 1 }),
              opportunities: found.opportunities,
            })
          : t("ruleUnknown")}
      </p>
    </section>
  );
}
