"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RateRows } from "#components/charts/rate-rows.tsx";
import { influencesQuery } from "#lib/forms/api.ts";
import { Section } from "./section.tsx";
import { useFigures } from "./use-figures.ts";

/** What new customers say influenced them, by the rules that stand for it; nothing where no survey has asked them. */
export function InfluencesSection({ sheet, version }: { sheet: string; version: number }) {
  const t = useTranslations("Feedback");
  const { percent } = useFigures();
  const { data } = useQuery(influencesQuery(sheet, version));
  if (!data || data.answered === 0 || data.rules.length === 0) return null;
  const rules = data.rules.toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0));
  const [most] = rules;
  return (
    <Section long>
      <RateRows
        title={t("influences.question")}
        takeaway={
          most ? t("influences.takeaway", { rule: most.name, rate: percent(most.rate) }) : t("nobodyMatured")
        }
        n={data.answered}
        csvName="feedback-influences"
        rows={rules.map(({ rule, name, of, n, rate, low, high }) => ({
          ...{ key: rule, label: name, text: name, n: of, converted: n, rate, low, high },
        }))}
        labels={{
          row: t("rules.rule"),
          n: t("influences.asked"),
          converted: t("influences.named"),
          rate: t("influences.rate"),
          low: t("low"),
          high: t("high"),
          few: t("few"),
        }}
        footnote={t("influences.note")}
      />
    </Section>
  );
}
