"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/http/client.ts";
import { leaderboardOptions } from "#lib/leaderboard/api.ts";
import { leaderboardParsers } from "#lib/leaderboard/search-params.ts";
import { LeaderboardTable } from "./leaderboard-table.tsx";

/** Who has the highest scores, as they move. */
export function LeaderboardScreen({ segments }: { segments: readonly { key: string; name: string }[] }) {
  const t = useTranslations("Leaderboard");
  const [{ segment }, setState] = useQueryStates(leaderboardParsers, { history: "push" });
  const { data, error, isPlaceholderData, refetch } = useQuery(leaderboardOptions(segment));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="mb-4">
        <Field label={t("segment")} className="w-64 max-w-full">
          <Select
            value={segment ?? ""}
            placeholder={t("everybody")}
            options={segments.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={({ target }) => void setState({ segment: target.value === "" ? null : target.value })}
          />
        </Field>
      </div>
      {error && (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void refetch()}
        />
      )}
      {!error && !data && <SkeletonRegion />}
      {!error && data && data.entries.length === 0 && (
        <EmptyState kind={segment === null ? "first-use" : "no-results"} title={t("emptyTitle")}>
          {segment === null ? t("empty") : t("emptySegment")}
        </EmptyState>
      )}
      {!error && data && data.entries.length > 0 && (
        <LeaderboardTable entries={data.entries} updating={isPlaceholderData} />
      )}
    </>
  );
}
