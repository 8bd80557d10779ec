"use client";

import { useTranslations } from "next-intl";
import { BarList } from "#components/charts/bar-list.tsx";
import { RateRows } from "#components/charts/rate-rows.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures, useRateLabels } from "./use-figures.ts";
import { useReasons } from "./use-reasons.ts";

/** Rules that fewer decided hand-overs had do not lead the summary. */
const ENOUGH = 30;

/** Why sales said no. */
export function RejectedSection({ report: { rejected } }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { percent } = useFigures();
  const { word } = useReasons();
  const n = rejected.reduce((sum, one) => sum + one.n, 0);
  const first = rejected.toSorted((a, b) => b.n - a.n)[0];
  const share = (of: number) => percent(n === 0 ? null : of / n);
  return (
    <BarList
      title={t("rejected.question")}
      takeaway={
        first
          ? t("rejected.takeaway", { n, reason: word(first.reason), share: share(first.n) })
          : t("rejected.none")
      }
      n={n}
      csvName="feedback-rejected"
      bars={rejected.map(({ reason, n: of }) => ({
        key: reason ?? "",
        label: word(reason),
        value: of,
        note: t("shareOf", { share: share(of), n }),
      }))}
      labels={{ name: t("rejected.reason"), value: t("rejected.count"), note: t("rejected.share") }}
    />
  );
}

/** How much of what each rule gave points to was turned down, of what sales decided. */
export function RejectedByRuleSection({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const { percent } = useFigures();
  const { most } = useReasons();
  const labels = useRateLabels();
  const rows = report.rejected_by_rule.filter(({ decided }) => decided > 0);
  const worst = rows
    .filter(({ decided }) => decided >= ENOUGH)
    .toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0))[0];
  return (
    <RateRows
      title={t("rejected.byRule")}
      takeaway={
        worst && worst.rejected > 0
          ? t("rejected.byRuleTakeaway", { rule: worst.name, rate: percent(worst.rate) })
          : t("rejected.byRuleFew")
      }
      n={report.rules_known}
      csvName="feedback-rejected-by-rule"
      rows={rows.map((rule) => ({
        key: rule.rule,
        label: rule.name,
        text: rule.name,
        n: rule.decided,
        converted: rule.rejected,
        rate: rule.rate,
        low: rule.low,
        high: rule.high,
        note: rule.reasons.length > 0 ? t("rejected.mostly", { reasons: most(rule.reasons) }) : "",
      }))}
      labels={{
        ...labels,
        row: t("rules.rule"),
        n: t("rejected.decided"),
        converted: t("rejected.count"),
        note: t("rejected.reasons"),
      }}
    />
  );
}
