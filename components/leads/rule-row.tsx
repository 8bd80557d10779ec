"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ScoreExplain } from "#lib/leads/score-schemas.ts";
import { usePoints } from "./use-points.ts";

/** A rule's contribution: how often it counted, when last, its points and what is left of them. */
export function RuleRow({ rule }: { rule: ScoreExplain["rules"][number] }) {
  const t = useTranslations("Lead.rule");
  const format = useFormatter();
  const points = usePoints();
  const isCut = rule.matched !== null && rule.matched > rule.times;
  const facts = [
    t(rule.kind),
    isCut
      ? t("timesOf", { times: rule.times, matched: rule.matched ?? 0 })
      : rule.kind === "fit" && rule.times > 0
        ? null
        : t("times", { times: rule.times }),
    rule.last_at && t("last", { date: format.dateTime(new Date(rule.last_at), { dateStyle: "medium" }) }),
    Math.abs(rule.face - rule.points) >= 0.005 && t("faded", { points: rule.points }),
  ].filter(Boolean);
  return (
    <li className="flex items-start justify-between gap-3">
      <span className="min-w-0">
        <span className="block [overflow-wrap:anywhere]">{rule.name}</span>
        <span className="block text-muted text-sm">{facts.join(" · ")}</span>
      </span>
      <span className="shrink-0 tabular-nums">{points(rule.face)}</span>
    </li>
  );
}
