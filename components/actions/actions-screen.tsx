"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useLiveMessages } from "#components/shell/use-live.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { type RunFilters, runKeys, runsQuery } from "#lib/actions/api.ts";
import { RUN_STATES } from "#lib/actions/run-states.ts";
import { runParsers } from "#lib/actions/search-params.ts";
import { ApiError } from "#lib/http/client.ts";
import { apiPaths } from "#lib/paths.ts";
import { ACTION_KINDS } from "#lib/scoring/group-actions.ts";
import { sheetsQuery } from "#lib/sheets/api.ts";
import { RunsTable } from "./runs-table.tsx";

/** What actions did, what waits, what failed and why. */
export function ActionsScreen({ mayReplay }: { mayReplay: boolean }) {
  const t = useTranslations("Actions");
  const [filters, setFilters] = useQueryStates(runParsers, { history: "push" });
  const client = useQueryClient();
  const runs = useInfiniteQuery(runsQuery(filters));
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  useLiveMessages(({ kind }) => {
    if (kind === "groups" || kind === "sync") void client.invalidateQueries({ queryKey: runKeys.all });
  });
  return (
    <div className="flex flex-col gap-4">
      <RunFilterFields filters={filters} onChange={(part) => void setFilters(part)} />
      {content()}
    </div>
  );

  function content() {
    if (runs.isPending) return <SkeletonRegion rows={8} />;
    if (runs.isError && items.length === 0) {
      const requestId = runs.error instanceof ApiError ? runs.error.requestId : null;
      return <ErrorState requestId={requestId} onRetry={() => runs.refetch()} />;
    }
    if (items.length === 0) {
      const isFiltered = Object.values(filters).some((value) => value !== null);
      return isFiltered ? (
        <EmptyState
          kind="no-results"
          title={t("noneTitle")}
          action={<Button onClick={() => void setFilters(null)}>{t("clear")}</Button>}
        >
          {t("noneText")}
        </EmptyState>
      ) : (
        <EmptyState kind="all-done" title={t("emptyTitle")}>
          {t("emptyText")}
        </EmptyState>
      );
    }
    return (
      <>
        <Updating active={runs.isPlaceholderData}>
          <RunsTable items={items} mayReplay={mayReplay} />
        </Updating>
        {runs.hasNextPage ? (
          <Button
            className="self-center"
            pending={runs.isFetchingNextPage}
            onClick={() => runs.fetchNextPage()}
          >
            {t("older")}
          </Button>
        ) : (
          <p className="text-center text-muted text-sm">{t("end")}</p>
        )}
      </>
    );
  }
}

interface FilterProps {
  filters: RunFilters;
  onChange: (part: Partial<RunFilters>) => void;
}

function RunFilterFields({ filters, onChange }: FilterProps) {
  const t = useTranslations("Actions");
  const kinds = useTranslations("GroupActions.kinds");
  const sheets = useQuery(sheetsQuery());
  const all = { value: "", label: t("all") };
  const set = (name: "state" | "kind" | "sheet") => ({
    value: filters[name] ?? "",
    onChange: ({ target }: { target: { value: string } }) =>
      onChange({ [name]: target.value || null } as Partial<RunFilters>),
  });
  return (
    <div className="flex flex-wrap items-end gap-4">
      <Field label={t("state")} className="w-44">
        <Select
          {...set("state")}
          options={[all, ...RUN_STATES.map((value) => ({ value, label: t(`states.${value}`) }))]}
        />
      </Field>
      <Field label={t("kind")} className="w-56">
        <Select
          {...set("kind")}
          options={[all, ...ACTION_KINDS.map((value) => ({ value, label: kinds(value) }))]}
        />
      </Field>
      <Field label={t("sheet")} className="w-56">
        <Select
          {...set("sheet")}
          options={[
            all,
            ...(sheets.data?.sheets ?? []).map(({ key, name }) => ({ value: key, label: name })),
          ]}
        />
      </Field>
      {filters.lead !== null && (
        <Button onClick={() => onChange({ lead: null })}>{t("everyLead", { lead: filters.lead })}</Button>
      )}
      <Button asChild>
        <a href={apiPaths.actionRunsExport(filters)} download>
          <Download aria-hidden />
          {t("download")}
        </a>
      </Button>
    </div>
  );
}
