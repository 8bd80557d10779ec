"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { apiPaths } from "#lib/paths.ts";
import { closePool, poolsQuery } from "#lib/promo/api.ts";
import type { Pool } from "#lib/promo/schemas.ts";
import { AddCodes } from "./add-codes.tsx";
import { NewPool } from "./new-pool.tsx";

/** Pools of promo codes: what is left, and what can be done with each. */
export function PromoScreen() {
  const t = useTranslations("Promo");
  const { data } = useSuspenseQuery(poolsQuery());
  return (
    <div className="flex flex-col gap-6">
      <NewPool />
      {data.items.length === 0 ? (
        <EmptyState kind="first-use" title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <Table label={t("table")} containerClassName="max-h-none min-h-0">
          <TableHeader>
            <TableRow>
              <TableHead>{t("name")}</TableHead>
              <TableHead numeric>{t("given")}</TableHead>
              <TableHead numeric>{t("left")}</TableHead>
              <TableHead>{t("expires")}</TableHead>
              <TableHead>
                <span className="sr-only">{t("actions")}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {data.items.map((pool) => (
              <Row key={pool.key} pool={pool} />
            ))}
          </TableBody>
        </Table>
      )}
    </div>
  );
}

function Row({ pool }: { pool: Pool }) {
  const t = useTranslations("Promo");
  const format = useFormatter();
  const client = useQueryClient();
  const onError = useErrorToast();
  const close = useMutation({
    mutationFn: closePool,
    onError,
    onSuccess: () => client.invalidateQueries(poolsQuery()),
  });
  const { key, name, left } = pool;
  const low = left !== null && left <= (pool.warn_below ?? 0);
  return (
    <TableRow>
      <TableCell className="min-w-48 py-2 [overflow-wrap:anywhere]">
        {name}
        <code className="block text-muted text-sm">{pool.pattern ?? `promo.${key}`}</code>
        {pool.closed && <Badge>{t("closed")}</Badge>}
        {!pool.closed && low && <Badge tone="caution">{t(left === 0 ? "empty" : "low")}</Badge>}
      </TableCell>
      <TableCell numeric>{format.number(pool.given)}</TableCell>
      <TableCell numeric>{left === null ? t("endless") : format.number(left)}</TableCell>
      <TableCell className="whitespace-nowrap">
        {pool.expires_at ? format.dateTime(new Date(pool.expires_at), { dateStyle: "medium" }) : t("never")}
      </TableCell>
      <TableCell className="py-2">
        <div className="flex flex-wrap justify-end gap-2">
          {pool.pattern === null && <AddCodes pool={pool} />}
          <Button asChild size="sm">
            <a
              href={apiPaths.promoCodes(key)}
              download={`promo-codes-${key}.csv`}
              aria-label={t("exportOf", { name })}
            >
              <Download aria-hidden />
              CSV
            </a>
          </Button>
          <ConfirmDialog
            trigger={
              <Button size="sm" aria-label={t(pool.closed ? "openOf" : "closeOf", { name })}>
                {t(pool.closed ? "open" : "close")}
              </Button>
            }
            title={t(pool.closed ? "openOf" : "closeOf", { name })}
            description={t(pool.closed ? "openText" : "closeText")}
            confirmText={t(pool.closed ? "open" : "close")}
            cancelText={t("cancel")}
            pending={close.isPending}
            onConfirm={() => close.mutate({ key, closed: !pool.closed })}
          />
        </div>
      </TableCell>
    </TableRow>
  );
}
