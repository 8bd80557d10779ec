"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { VisuallyHidden } from "#components/ui/visually-hidden.tsx";
import { rejectedEventsQuery } from "#lib/collector/api.ts";
import type { RejectedEvents } from "#lib/collector/rejected-schemas.ts";
import { ApiError } from "#lib/http/client.ts";
import { RejectedActions } from "./rejected-actions.tsx";
import { TakeAgain } from "./take-again.tsx";

/** Names of sources by id; what is missing was deleted, or the reader may not see sources. */
type SourceNames = Readonly<Record<number, string>>;

export function RejectedScreen({ sources, mayReplay }: { sources: SourceNames | null; mayReplay: boolean }) {
  const t = useTranslations("RejectedEvents");
  const rejected = useInfiniteQuery(rejectedEventsQuery());
  const items = rejected.data?.pages.flatMap((page) => page.items) ?? [];
  if (rejected.isPending) return <SkeletonRegion rows={8} />;
  if (rejected.isError && items.length === 0) {
    const requestId = rejected.error instanceof ApiError ? rejected.error.requestId : null;
    return <ErrorState requestId={requestId} onRetry={() => rejected.refetch()} />;
  }
  if (items.length === 0) {
    return (
      <EmptyState kind="all-done" title={t("emptyTitle")}>
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <RejectedActions mayReplay={mayReplay} />
      <RejectedTable items={items} sources={sources} mayReplay={mayReplay} />
      {rejected.hasNextPage ? (
        <Button
          className="self-center"
          pending={rejected.isFetchingNextPage}
          onClick={() => rejected.fetchNextPage()}
        >
          {t("older")}
        </Button>
      ) : (
        <p className="text-center text-muted text-sm">{t("end")}</p>
      )}
    </div>
  );
}

interface RejectedTableProps {
  items: RejectedEvents["items"];
  sources: SourceNames | null;
  mayReplay: boolean;
}

function RejectedTable({ items, sources, mayReplay }: RejectedTableProps) {
  const t = useTranslations("RejectedEvents");
  const format = useFormatter();
  return (
    <Table label={t("table")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("received")}</TableHead>
          {sources && <TableHead>{t("source")}</TableHead>}
          <TableHead>{t("reason")}</TableHead>
          <TableHead>{t("message")}</TableHead>
          {mayReplay && (
            <TableHead>
              <VisuallyHidden>{t("again")}</VisuallyHidden>
            </TableHead>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((item) => (
          <TableRow key={item.id}>
            <TableCell className="whitespace-nowrap py-2.5 align-top">
              {format.dateTime(new Date(item.received_at), { dateStyle: "medium", timeStyle: "medium" })}
            </TableCell>
            {sources && (
              <TableCell className="py-2.5 align-top">
                {(item.source_id !== null && sources[item.source_id]) || t("noSource")}
              </TableCell>
            )}
            <TableCell className="min-w-48 py-2.5 align-top [overflow-wrap:anywhere]">
              {item.reason}
            </TableCell>
            <TableCell className="py-2.5 align-top">
              <details>
                <summary className="cursor-pointer text-accent">{t("show")}</summary>
                <pre className="mt-1 max-w-80 whitespace-pre-wrap font-mono text-sm [overflow-wrap:anywhere]">
                  {item.payload}
                </pre>
              </details>
            </TableCell>
            {mayReplay && (
              <TableCell className="py-1.5 text-right align-top">
                <TakeAgain item={item} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
