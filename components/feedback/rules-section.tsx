"use client";

import { useTranslations } from "next-intl";
import { RatioDots } from "#components/charts/ratio-dots.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";

/** Each rule: the rate of leads that had points by it over the rate of those that had not. */
export function RulesSection({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { rules, rules_known: known, handed_over: all, matured } = report;
  const count = (holds: (rule: (typeof rules)[number]) => boolean) => rules.filter(holds).length;
  const up = count(({ low }) => low !== null && low > 1);
  const down = count(({ high }) => high !== null && high < 1);
  const few = count(({ lift }) => lift === null);
  return (
    <RatioDots
      title={t("rules.question")}
      takeaway={
        matured === 0
          ? t("nobodyMatured")
          : t("rules.takeaway", { up, down, few, open: rules.length - up - down - few })
      }
      n={matured}
      csvName="feedback-rules"
      rows={rules.map((rule) => ({
        key: rule.rule,
        label: rule.name,
        with: rule.with,
        without: rule.without,
        ratio: rule.lift,
        low: rule.low,
        high: rule.high,
      }))}
      labels={{
        row: t("rules.rule"),
        withN: t("rules.withN"),
        withConverted: t("rules.withConverted"),
        withoutN: t("rules.withoutN"),
        withoutConverted: t("rules.withoutConverted"),
        ratio: t("rules.ratio"),
        low: t("low"),
        high: t("high"),
        tooFew: t("rules.tooFew"),
        less: t("rules.less"),
        more: t("rules.more"),
        shares: ({ with: one, without }) =>
          t("rules.shares", { a: one.converted, b: one.n, c: without.converted, d: without.n }),
      }}
      note={
        <>
          {t("rules.note")} {known < all && t("rules.known", { known, all })}
        </>
      }
    />
  );
}
