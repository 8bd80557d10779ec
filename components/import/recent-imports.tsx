"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { ApiError } from "#lib/http/client.ts";
import { importListQuery } from "#lib/imports/api.ts";
import type { ImportSummary } from "#lib/imports/schemas.ts";
import { paths } from "#lib/paths.ts";
import { StateBadge } from "./state-badge.tsx";

function Row({ item }: { item: ImportSummary }) {
  const t = useTranslations("Imports");
  const format = useFormatter();
  return (
    <TableRow>
      <TableCell className="max-w-64 truncate">
        <Link href={paths.import(item.id)} className="font-medium text-accent underline underline-offset-2">
          {item.file_name}
        </Link>
      </TableCell>
      <TableCell>{t(`kind.${item.kind}`)}</TableCell>
      <TableCell>
        <StateBadge state={item.state} />
      </TableCell>
      <TableCell numeric>{format.number(item.rows_done)}</TableCell>
      <TableCell numeric>{format.number(item.refused)}</TableCell>
      <TableCell className="whitespace-nowrap">
        {format.dateTime(new Date(item.created_at), { dateStyle: "medium", timeStyle: "short" })}
      </TableCell>
    </TableRow>
  );
}

/** Earlier imports with what became of their rows. */
export function RecentImports() {
  const t = useTranslations("Imports");
  const list = useInfiniteQuery(importListQuery());
  if (list.isPending) return <SkeletonRegion rows={4} />;
  if (list.isError) {
    const requestId = list.error instanceof ApiError ? list.error.requestId : null;
    return <ErrorState onRetry={() => list.refetch()} requestId={requestId} />;
  }
  const items = list.data.pages.flatMap((page) => page.items);
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold text-lg">{t("recent")}</h2>
      {items.length === 0 ? (
        <EmptyState kind="first-use" title={t("recentEmpty")} headingLevel={3}>
          {t("recentEmptyText")}
        </EmptyState>
      ) : (
        <Table label={t("recent")}>
          <TableHeader>
            <tr>
              <TableHead>{t("column.file")}</TableHead>
              <TableHead>{t("column.kind")}</TableHead>
              <TableHead>{t("column.state")}</TableHead>
              <TableHead numeric>{t("column.rows")}</TableHead>
              <TableHead numeric>{t("column.refused")}</TableHead>
              <TableHead>{t("column.when")}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {items.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </TableBody>
        </Table>
      )}
      {list.hasNextPage && (
        <Button
          className="self-center"
          pending={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </section>
  );
}
