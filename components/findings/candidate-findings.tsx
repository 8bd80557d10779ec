"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { VisuallyHidden } from "#components/ui/visually-hidden.tsx";
import type { CandidateWhat, Findings } from "#lib/findings/schemas.ts";
import type { Selection } from "./selection.ts";
import { useReason } from "./use-reason.ts";

interface CandidateFindingsProps {
  findings: Findings;
  selection: Selection;
}

/** What separates outcomes and no rule looks at. */
export function CandidateFindings({ findings, selection }: CandidateFindingsProps) {
  const t = useTranslations("Findings");
  const { signed, rate } = useReason();
  const { candidates, tried } = findings;
  const nameOf = (what: CandidateWhat): string => {
    if (what.kind === "event") return t("what.event", { event: what.event });
    if (what.kind === "page") return t("what.page", { path: what.path });
    return t("what.attribute", { field: what.field, value: what.value });
  };
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold text-lg">{t("candidates")}</h3>
      <p className="text-muted text-sm">
        {t(candidates.length === 0 ? "noCandidates" : "candidatesText", { tried })}
      </p>
      {candidates.length > 0 && (
        <Table label={t("candidates")} containerClassName="min-h-0">
          <TableHeader>
            <TableRow>
              {selection && (
                <TableHead>
                  <VisuallyHidden>{t("take")}</VisuallyHidden>
                </TableHead>
              )}
              <TableHead>{t("candidate")}</TableHead>
              <TableHead numeric>{t("points")}</TableHead>
              <TableHead numeric>{t("with")}</TableHead>
              <TableHead numeric>{t("without")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {candidates.map(({ what, rule, ...found }) => (
              <TableRow key={rule.key}>
                {selection && (
                  <TableCell>
                    <Checkbox
                      aria-label={t("takeRule", { name: rule.name })}
                      checked={selection.chosen.has(rule.key)}
                      onCheckedChange={(is) => selection.choose(rule.key, is === true)}
                    />
                  </TableCell>
                )}
                <TableCell className="min-w-40">{nameOf(what)}</TableCell>
                <TableCell numeric className="whitespace-nowrap">
                  <span className="font-medium">{signed(found.points)}</span>{" "}
                  <span className="text-muted text-sm">
                    {t("interval", { low: signed(found.low), high: signed(found.high) })}
                  </span>
                </TableCell>
                <TableCell numeric className="whitespace-nowrap">
                  {t("rateOf", { rate: rate(found.with), n: found.with.n })}
                </TableCell>
                <TableCell numeric className="whitespace-nowrap">
                  {t("rateOf", { rate: rate(found.without), n: found.without.n })}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  );
}
