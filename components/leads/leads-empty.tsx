"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { LeadListState } from "#lib/leads/api.ts";
import { paths } from "#lib/paths.ts";
import { hasFilters, type LeadListChange, NO_FILTERS } from "./use-lead-list.ts";

interface LeadsEmptyProps {
  state: LeadListState;
  mayImport: boolean;
  onChange: (change: LeadListChange) => void;
}

/** True where this is the only filter that is set. */
const isOnly = (state: LeadListState, filter: LeadListChange) =>
  hasFilters(state) && !hasFilters({ ...state, ...filter });

/** Why the list is empty: nothing there yet, everything sorted out, nothing of mine, or filtered away. */
export function LeadsEmpty({ state, mayImport, onChange }: LeadsEmptyProps) {
  const t = useTranslations("Leads.empty");
  const tFilters = useTranslations("Leads.filters");
  if (!hasFilters(state)) {
    const action = (
      <Button asChild variant="primary">
        <Link href={paths.imports()}>{t("firstAction")}</Link>
      </Button>
    );
    return (
      <EmptyState kind="first-use" title={t("firstTitle")} action={mayImport ? action : undefined}>
        {t("firstText")}
      </EmptyState>
    );
  }
  if (state.segment === "none" && isOnly(state, { segment: null })) {
    return (
      <EmptyState
        kind="all-done"
        title={t("doneTitle")}
        action={<Button onClick={() => onChange(NO_FILTERS)}>{t("doneAction")}</Button>}
      >
        {t("doneText")}
      </EmptyState>
    );
  }
  if (state.owner === "me" && isOnly(state, { owner: null })) {
    const action = (
      <Button asChild>
        <Link href={paths.queue()}>{t("mineAction")}</Link>
      </Button>
    );
    return (
      <EmptyState kind="no-results" title={t("mineTitle")} action={action}>
        {t("mineText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      kind="no-results"
      title={t("noneTitle")}
      action={<Button onClick={() => onChange(NO_FILTERS)}>{tFilters("clear")}</Button>}
    >
      {t("noneText")}
    </EmptyState>
  );
}

/** For a member whose role was taken away while the page was open. */
export function LeadsDenied() {
  const t = useTranslations("Leads.empty");
  const action = (
    <Button asChild>
      <Link href={paths.home()}>{t("deniedAction")}</Link>
    </Button>
  );
  return (
    <EmptyState kind="no-permission" title={t("deniedTitle")} action={action}>
      {t("deniedText")}
    </EmptyState>
  );
}
