"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { paths } from "#lib/paths.ts";
import type { QueueView } from "#lib/queue/views.ts";

interface QueueEmptyProps {
  view: QueueView;
  filtered: boolean;
  hasActiveSheet: boolean;
  onClear: () => void;
  onShowAll: () => void;
}

/** Why the list is empty, and what to do about it. */
export function QueueEmpty({ view, filtered, hasActiveSheet, onClear, onShowAll }: QueueEmptyProps) {
  const t = useTranslations("Queue");
  if (filtered) {
    return (
      <EmptyState
        kind="no-results"
        title={t("emptyFilteredTitle")}
        action={<Button onClick={onClear}>{t("filters.clear")}</Button>}
      >
        {t("emptyFiltered")}
      </EmptyState>
    );
  }
  if (view === "decided" || view === "working") {
    return (
      <EmptyState kind="first-use" title={t(view === "decided" ? "emptyDecidedTitle" : "emptyWorkingTitle")}>
        {t(view === "decided" ? "emptyDecided" : "emptyWorking")}
      </EmptyState>
    );
  }
  if (!hasActiveSheet) {
    return (
      <EmptyState
        kind="first-use"
        title={t("emptyTitle")}
        action={
          <Button asChild variant="primary">
            <Link href={paths.sheets()}>{t("toSheets")}</Link>
          </Button>
        }
      >
        {t("emptyPilot")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      kind="all-done"
      title={t("emptyTitle")}
      action={view !== "all" && <Button onClick={onShowAll}>{t("showAll")}</Button>}
    >
      {t(view === "all" ? "empty" : "emptyMine")}
    </EmptyState>
  );
}
