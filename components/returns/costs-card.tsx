"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { ApiError } from "#lib/http/client.ts";
import { apiPaths } from "#lib/paths.ts";
import { costsQuery, deleteCost } from "#lib/returns/api.ts";
import type { Cost } from "#lib/returns/schemas.ts";
import { CostForm } from "./cost-form.tsx";
import { ImportCosts } from "./import-costs.tsx";
import { useMoney } from "./use-money.ts";
import { useMonth } from "./use-month.ts";

interface CostsCardProps {
  mayWrite: boolean;
  sources: readonly string[];
  /** The month that the form begins with. */
  month: string;
  currency: string;
}

/** What sources cost: by hand, from a file, and as a file. */
export function CostsCard({ mayWrite, sources, month, currency }: CostsCardProps) {
  const t = useTranslations("Returns");
  return (
    <Card
      title={t("costs")}
      description={t(mayWrite ? "costsText" : "costsReadOnly")}
      actions={
        <>
          {mayWrite && <ImportCosts />}
          <Button asChild>
            <a href={apiPaths.costsExport()} download="costs.csv">
              <Download aria-hidden />
              {t("exportCosts")}
            </a>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {mayWrite && <CostForm {...{ sources, month, currency }} />}
        <CostList mayWrite={mayWrite} />
      </div>
    </Card>
  );
}

function CostList({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations("Returns");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    costsQuery(),
  );
  if (error && !data)
    return (
      <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
    );
  if (!data) return <SkeletonRegion />;
  const items = data.pages.flatMap((page) => page.items);
  const currency = data.pages[0]?.currency ?? "EUR";
  if (items.length === 0) return <p className="text-muted">{t("noCosts")}</p>;
  return (
    <>
      <Table label={t("costs")} density="compact" containerClassName="max-h-96">
        <TableHeader>
          <TableRow>
            <TableHead>{t("month")}</TableHead>
            <TableHead>{t("source")}</TableHead>
            <TableHead numeric>{t("amount")}</TableHead>
            <TableHead className="hidden sm:table-cell">{t("said")}</TableHead>
            {mayWrite && (
              <TableHead>
                <span className="sr-only">{t("actions")}</span>
              </TableHead>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {items.map((cost) => (
            <Row key={cost.id} cost={cost} currency={currency} mayWrite={mayWrite} />
          ))}
        </TableBody>
      </Table>
      {hasNextPage && (
        <Button className="self-start" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

function Row({ cost, currency, mayWrite }: { cost: Cost; currency: string; mayWrite: boolean }) {
  const t = useTranslations("Returns");
  const format = useFormatter();
  const money = useMoney(currency);
  const monthName = useMonth();
  const client = useQueryClient();
  const onError = useErrorToast();
  const remove = useMutation({
    mutationFn: deleteCost,
    onError,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: costsQuery().queryKey }),
        client.invalidateQueries({ queryKey: ["reports", "return"] }),
      ]),
  });
  const { id, source, month, amount, updated_at, updated_by } = cost;
  const when = format.dateTime(new Date(updated_at), { dateStyle: "medium" });
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">{monthName(month)}</TableCell>
      <TableCell className="max-w-48 truncate">{source}</TableCell>
      <TableCell numeric>{money(amount)}</TableCell>
      <TableCell className="hidden text-muted text-sm sm:table-cell">
        {updated_by === null ? when : t("saidBy", { when, name: updated_by })}
      </TableCell>
      {mayWrite && (
        <TableCell className="text-right">
          <IconButton
            label={t("remove", { source, month: monthName(month) })}
            variant="ghost"
            disabled={remove.isPending}
            onClick={() => remove.mutate(id)}
          >
            <Trash2 aria-hidden />
          </IconButton>
        </TableCell>
      )}
    </TableRow>
  );
}
