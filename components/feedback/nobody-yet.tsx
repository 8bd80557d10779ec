"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { paths } from "#lib/paths.ts";
import type { PickedFeedback } from "./feedback-pickers.tsx";

interface NobodyYetProps {
  report: FeedbackReport;
  /** A segment was chosen, so it may be why. */
  filtered: boolean;
  onPick: (change: Partial<PickedFeedback>) => void;
}

/** A version that handed nobody over: why, and where to go. */
export function NobodyYet({ report, filtered, onPick }: NobodyYetProps) {
  const t = useTranslations("Feedback");
  const { version, sheet, sheet_name: name } = report;
  if (filtered)
    return (
      <EmptyState
        kind="no-results"
        title={t("nobodyTitle")}
        action={<Button onClick={() => onPick({ segment: null })}>{t("allSegments")}</Button>}
      >
        {t("nobodyFiltered")}
      </EmptyState>
    );
  if (version === "imported" || sheet === null)
    return (
      <EmptyState
        kind="first-use"
        title={t("nobodyTitle")}
        action={
          <Button asChild>
            <Link href={paths.imports()}>{t("toImport")}</Link>
          </Button>
        }
      >
        {t("nobodyImported")}
      </EmptyState>
    );
  return (
    <EmptyState
      kind="first-use"
      title={t("nobodyTitle")}
      action={
        <Button asChild>
          <Link href={paths.sheet(sheet)}>{t("toSheets")}</Link>
        </Button>
      }
    >
      {t("nobody", { sheet: name ?? sheet, n: version })}
    </EmptyState>
  );
}
