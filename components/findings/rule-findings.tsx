"use client";

import { useTranslations } from "next-intl";
import { Badge, type BadgeProps } from "#components/ui/badge.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { VisuallyHidden } from "#components/ui/visually-hidden.tsx";
import type { Finding, Findings } from "#lib/findings/schemas.ts";
import type { Selection } from "./selection.ts";
import { useReason } from "./use-reason.ts";

interface RuleFindingsProps {
  findings: Findings;
  selection: Selection;
}

const TONES: Record<Finding["verdict"], BadgeProps["tone"]> = {
  more: "success",
  less: "caution",
  right: "success",
  nothing: "caution",
  harm: "danger",
  too_few: "neutral",
  muted: "neutral",
};

/** Each rule of the sheet: its points today, what outcomes suggest, and what that is of. */
export function RuleFindings({ findings, selection }: RuleFindingsProps) {
  const t = useTranslations("Findings");
  const { signed, rate } = useReason();
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold text-lg">{t("rules")}</h3>
      <p className="text-muted text-sm">{t("rulesText", { n: findings.needs.rule })}</p>
      <Table label={t("rules")}>
        <TableHeader>
          <TableRow>
            {selection && (
              <TableHead>
                <VisuallyHidden>{t("take")}</VisuallyHidden>
              </TableHead>
            )}
            <TableHead>{t("rule")}</TableHead>
            <TableHead>{t("verdict")}</TableHead>
            <TableHead numeric>{t("today")}</TableHead>
            <TableHead numeric>{t("suggested")}</TableHead>
            <TableHead numeric>{t("with")}</TableHead>
            <TableHead numeric>{t("without")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {findings.rules.map((finding) => (
            <TableRow key={finding.rule}>
              {selection && (
                <TableCell>
                  {finding.change && (
                    <Checkbox
                      aria-label={t("takeRule", { name: finding.name })}
                      checked={selection.chosen.has(finding.rule)}
                      onCheckedChange={(is) => selection.choose(finding.rule, is === true)}
                    />
                  )}
                </TableCell>
              )}
              <TableCell className="min-w-40">{finding.name}</TableCell>
              <TableCell>
                <Badge tone={TONES[finding.verdict]}>{t(`verdicts.${finding.verdict}`)}</Badge>
              </TableCell>
              <TableCell numeric>{signed(finding.today)}</TableCell>
              <TableCell numeric className="whitespace-nowrap">
                {finding.points === null ? (
                  "–"
                ) : (
                  <>
                    <span className="font-medium">{signed(finding.points)}</span>{" "}
                    <span className="text-muted text-sm">
                      {t("interval", { low: signed(finding.low), high: signed(finding.high) })}
                    </span>
                  </>
                )}
              </TableCell>
              {[finding.with, finding.without].map((tally, n) => (
                <TableCell key={n === 0 ? "with" : "without"} numeric className="whitespace-nowrap">
                  {t("rateOf", { rate: rate(tally), n: tally.n })}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
