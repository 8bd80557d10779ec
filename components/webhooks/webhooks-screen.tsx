"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { paths } from "#lib/paths.ts";
import { endpointsQuery } from "#lib/webhooks/api.ts";
import { NewWebhook } from "./new-webhook.tsx";
import { useShownCount } from "./use-shown-count.ts";
import { WebhookState } from "./webhook-state.tsx";

const REFRESH_MS = 30_000;

export function WebhooksScreen() {
  return (
    <div className="flex flex-col gap-6">
      <NewWebhook />
      <WebhooksTable />
    </div>
  );
}

function WebhooksTable() {
  const t = useTranslations("Webhooks");
  const count = useShownCount();
  const { data } = useSuspenseQuery({ ...endpointsQuery(), refetchInterval: REFRESH_MS });
  if (data.items.length === 0) {
    return (
      <EmptyState kind="first-use" title={t("emptyTitle")}>
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <Table label={t("table")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("name")}</TableHead>
          <TableHead>{t("state")}</TableHead>
          <TableHead>{t("format")}</TableHead>
          <TableHead numeric>{t("deliveryStates.waiting")}</TableHead>
          <TableHead numeric>{t("deliveryStates.dead")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {data.items.map((webhook) => (
          <TableRow key={webhook.key}>
            <TableCell className="min-w-48 py-2">
              <Link
                href={paths.webhook(webhook.key)}
                className="block text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
              >
                {webhook.name}
              </Link>
              <code className="block max-w-80 truncate text-muted text-sm">{new URL(webhook.url).host}</code>
            </TableCell>
            <TableCell>
              <WebhookState webhook={webhook} />
            </TableCell>
            <TableCell>{t(`formats.${webhook.format}`)}</TableCell>
            <TableCell numeric>{count(webhook.waiting)}</TableCell>
            <TableCell numeric>{count(webhook.dead)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
