"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { revokeToken, tokensQuery } from "#lib/tokens/api.ts";
import type { ApiToken } from "#lib/tokens/schemas.ts";
import { useErrorToast } from "./use-error-text.ts";

export function TokensTable({ showOwner }: { showOwner: boolean }) {
  const t = useTranslations("Settings");
  const format = useFormatter();
  const now = useNow();
  const { data, isFetching } = useSuspenseQuery(tokensQuery());
  if (data.tokens.length === 0) {
    return (
      <EmptyState kind="first-use" title={t("tokens.emptyTitle")}>
        {t("tokens.emptyText")}
      </EmptyState>
    );
  }
  return (
    <Table label={t("tokens.table")} updating={isFetching} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("tokens.name")}</TableHead>
          {showOwner && <TableHead>{t("tokens.owner")}</TableHead>}
          <TableHead>{t("tokens.created")}</TableHead>
          <TableHead>{t("tokens.lastUsed")}</TableHead>
          <TableHead>
            <span className="sr-only">{t("tokens.actions")}</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {data.tokens.map((token) => (
          <TableRow key={token.id}>
            <TableCell className="min-w-48 py-2">
              <span className="block [overflow-wrap:anywhere]">{token.name}</span>
              <code className="text-muted text-sm">{token.prefix}…</code>
            </TableCell>
            {showOwner && (
              <TableCell>
                <span className="flex flex-wrap items-center gap-2">
                  {token.owner.name}
                  {token.is_yours && <Badge>{t("you")}</Badge>}
                </span>
              </TableCell>
            )}
            <TableCell className="whitespace-nowrap">
              {format.dateTime(new Date(token.created_at), { dateStyle: "medium" })}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {token.last_used_at
                ? format.relativeTime(new Date(token.last_used_at), now)
                : t("tokens.never")}
            </TableCell>
            <TableCell className="text-right">
              <RevokeToken token={token} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function RevokeToken({ token }: { token: ApiToken }) {
  const t = useTranslations("Settings");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const revoke = useMutation({
    mutationFn: revokeToken,
    onError,
    onSuccess() {
      showToast("success", t("tokens.revoked", { name: token.name }));
      return queryClient.invalidateQueries(tokensQuery());
    },
  });
  const title = t("tokens.revokeTitle", { name: token.name });
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" pending={revoke.isPending} aria-label={title}>
          {t("revoke")}
        </Button>
      }
      title={title}
      description={t("tokens.revokeText")}
      confirmText={t("revoke")}
      cancelText={t("cancel")}
      danger
      onConfirm={() => revoke.mutate(token.id)}
    />
  );
}
