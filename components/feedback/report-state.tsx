"use client";

import { Lock, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures } from "./use-figures.ts";

interface ReportStateProps {
  report: FeedbackReport;
  onShowTrial: () => void;
}

/** Of when the figures are true, and whether they will change. */
export function ReportState({ report, onShowTrial }: ReportStateProps) {
  const t = useTranslations("Feedback");
  const { instant, day } = useFigures();
  const { as_of: asOf, frozen_at: frozen, trial_frozen_at: trialFrozen, refreshing } = report;
  const { version, sheet_name: sheet, segment_name: segment, horizon_days: days } = report;
  const at = instant(asOf);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted">
      <p className="hidden w-full text-foreground print:block">
        {version === "imported" ? t("pick.imported") : t("of", { sheet: sheet ?? "", n: String(version) })}
        {segment !== null && ` · ${t("pick.segment")}: ${segment}`}
        {` · ${t("pick.horizon")}: ${t("pick.days", { n: days })}`}
      </p>
      <p role="status" className="flex items-center gap-2">
        {refreshing && <RefreshCw aria-hidden className="size-4 shrink-0" />}
        {refreshing ? t("refreshing", { at }) : t("asOf", { at })}
      </p>
      {frozen !== null && (
        <p className="flex items-center gap-2 font-medium text-foreground">
          <Lock aria-hidden className="size-4 shrink-0" />
          {t("frozen", { at: day(frozen) })}
        </p>
      )}
      {frozen === null && trialFrozen !== null && (
        <p>
          <Lock aria-hidden className="mr-2 inline size-4 align-text-bottom" />
          {t("trialFrozen", { at: day(trialFrozen) })}{" "}
          <Button size="sm" className="print:hidden" onClick={onShowTrial}>
            {t("showTrial")}
          </Button>
        </p>
      )}
    </div>
  );
}
