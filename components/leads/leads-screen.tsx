"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { SavedViews } from "#components/views/saved-views.tsx";
import { ApiError } from "#lib/http/client.ts";
import { exportPath } from "#lib/leads/api.ts";
import { ColumnChooser } from "./column-chooser.tsx";
import { LeadsDenied, LeadsEmpty } from "./leads-empty.tsx";
import { LeadsFilters } from "./leads-filters.tsx";
import { LeadsTable } from "./leads-table.tsx";
import { useLeadList } from "./use-lead-list.ts";

interface LeadsScreenProps {
  mayImport: boolean;
  mayExport: boolean;
}

export function LeadsScreen({ mayImport, mayExport }: LeadsScreenProps) {
  const t = useTranslations("Leads");
  const list = useLeadList();
  const { state, change, query } = list;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <SavedViews page="leads" />
            <ColumnChooser />
            {mayExport && (
              <Button asChild>
                <a href={exportPath(state)} download>
                  <Download aria-hidden />
                  {t("export")}
                </a>
              </Button>
            )}
          </>
        }
      />
      <LeadsFilters state={state} onChange={change} />
      <LeadsBody {...list} mayImport={mayImport} />
      {query.data && query.data.items.length > 0 && (
        <Pagination
          label={t("pages")}
          className="mt-3"
          onPrevious={list.onPrevious}
          onNext={list.onNext}
          pending={list.isUpdating}
        >
          {t("shown", { count: query.data.items.length })}
        </Pagination>
      )}
    </>
  );
}

type LeadsBodyProps = ReturnType<typeof useLeadList> & { mayImport: boolean };

function LeadsBody({ state, query, change, isUpdating, onNext, mayImport }: LeadsBodyProps) {
  const t = useTranslations("Leads");
  const { data, error } = query;
  if (error instanceof ApiError && error.status === 403) return <LeadsDenied />;
  if (error) {
    const requestId = error instanceof ApiError ? error.requestId : null;
    const isUnknown = error instanceof ApiError && error.status === 404;
    return (
      <ErrorState title={t("error")} requestId={requestId} onRetry={() => void query.refetch()}>
        {isUnknown ? t("unknownSegment") : undefined}
      </ErrorState>
    );
  }
  if (!data) return <SkeletonRegion rows={8} />;
  if (data.items.length === 0 && onNext === undefined) {
    return (
      <Updating active={isUpdating}>
        <LeadsEmpty state={state} mayImport={mayImport} onChange={change} />
      </Updating>
    );
  }
  return (
    <Updating active={isUpdating}>
      {data.items.length > 0 && (
        <LeadsTable leads={data.items} sort={state.sort} onSort={(sort) => change({ sort })} />
      )}
      {onNext !== undefined && data.items.length < 50 && (
        <p className="mt-3 flex flex-wrap items-center gap-3 text-muted">
          {t("shortPage")}
          {data.items.length === 0 && (
            <Button size="sm" onClick={onNext}>
              {t("pages")}
            </Button>
          )}
        </p>
      )}
    </Updating>
  );
}
