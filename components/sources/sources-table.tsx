"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { paths } from "#lib/paths.ts";
import { sourcesQuery } from "#lib/sources/api.ts";
import { SourceState } from "./source-state.tsx";
import { useCount } from "./use-count.ts";

const REFRESH_MS = 30_000;

export function SourcesTable({ mayManage }: { mayManage: boolean }) {
  const t = useTranslations("Sources");
  const format = useFormatter();
  const now = useNow();
  const count = useCount();
  const { data } = useSuspenseQuery({ ...sourcesQuery(), refetchInterval: REFRESH_MS });
  if (data.items.length === 0) {
    return (
      <EmptyState kind="first-use" title={t("emptyTitle")}>
        {t("emptyText")} {!mayManage && t("emptyReader")}
      </EmptyState>
    );
  }
  return (
    <Table label={t("table")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("name")}</TableHead>
          <TableHead>{t("status")}</TableHead>
          <TableHead>{t("lastSeen")}</TableHead>
          <TableHead numeric>{t("events24h")}</TableHead>
          <TableHead numeric>{t("refused24h")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {data.items.map((source) => (
          <TableRow key={source.id}>
            <TableCell className="min-w-48 py-2">
              <Link
                href={paths.source(source.id)}
                className="block text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
              >
                {source.name}
              </Link>
              <code className="text-muted text-sm">{source.prefix}…</code>
            </TableCell>
            <TableCell>
              <SourceState source={source} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {source.last_seen_at ? format.relativeTime(new Date(source.last_seen_at), now) : t("never")}
            </TableCell>
            <TableCell numeric>{count(source.events_24h)}</TableCell>
            <TableCell numeric>{count(source.refused_24h)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
