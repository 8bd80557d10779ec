"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { auditFeatures } from "#lib/audit-actions.ts";
import { ApiError } from "#lib/http/client.ts";
import { membersQuery } from "#lib/members/api.ts";
import { auditQuery } from "#lib/workspace/api.ts";
import { auditSearchParams } from "#lib/workspace/audit-search-params.ts";
import { AuditTable } from "./audit-table.tsx";

export function AuditScreen() {
  const t = useTranslations("Settings.audit");
  const [filters, setFilters] = useQueryStates(auditSearchParams, { history: "push" });
  const audit = useInfiniteQuery(auditQuery(filters));
  const members = useQuery(membersQuery());
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("feature")}>
          <Select
            value={filters.feature ?? ""}
            onChange={({ target }) => setFilters({ feature: target.value || null })}
            options={[
              { value: "", label: t("everything") },
              ...auditFeatures.map((id) => ({ value: id, label: t(`features.${id}`) })),
            ]}
          />
        </Field>
        <Field label={t("member")}>
          <Select
            value={String(filters.member ?? "")}
            onChange={({ target }) => setFilters({ member: target.value ? Number(target.value) : null })}
            options={[
              { value: "", label: t("everybody") },
              ...(members.data?.members ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
        </Field>
      </div>
      {content()}
    </div>
  );

  function content() {
    if (audit.isPending) return <SkeletonRegion rows={8} />;
    if (audit.isError && entries.length === 0) {
      const requestId = audit.error instanceof ApiError ? audit.error.requestId : null;
      return <ErrorState requestId={requestId} onRetry={() => audit.refetch()} />;
    }
    if (entries.length === 0) {
      return (
        <EmptyState
          kind="no-results"
          title={t("emptyTitle")}
          action={<Button onClick={() => setFilters(null)}>{t("clear")}</Button>}
        >
          {t("emptyText")}
        </EmptyState>
      );
    }
    return (
      <>
        <Updating active={audit.isPlaceholderData}>
          <AuditTable entries={entries} />
        </Updating>
        {audit.hasNextPage ? (
          <Button
            className="self-center"
            pending={audit.isFetchingNextPage}
            onClick={() => audit.fetchNextPage()}
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
