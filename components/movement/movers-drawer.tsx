"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Drawer, DrawerContent } from "#components/ui/drawer.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { ApiError } from "#lib/http/client.ts";
import { type GroupsFilters, moversQuery } from "#lib/movement/api.ts";
import { paths } from "#lib/paths.ts";

interface MoversDrawerProps {
  filters: GroupsFilters;
  /** Between which groups; null: closed. */
  between: { left: string; entered: string } | null;
  nameOf: (key: string) => string;
  days: { from: string; to: string };
  onClose: () => void;
}

/** The list behind a figure of the movement between groups. */
export function MoversDrawer({ filters, between, nameOf, days, onClose }: MoversDrawerProps) {
  const t = useTranslations("Movement");
  return (
    <Drawer open={between !== null} onOpenChange={(open) => !open && onClose()}>
      {between && (
        <DrawerContent
          className="max-w-xl"
          title={t("listTitle", { left: nameOf(between.left), entered: nameOf(between.entered) })}
          description={t("listText", days)}
        >
          <MoversList filters={filters} {...between} />
        </DrawerContent>
      )}
    </Drawer>
  );
}

function MoversList({ filters, left, entered }: { filters: GroupsFilters; left: string; entered: string }) {
  const t = useTranslations("Movement");
  const format = useFormatter();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    moversQuery(filters, left, entered),
  );
  if (error && !data)
    return (
      <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
    );
  if (!data) return <SkeletonRegion />;
  const items = data.pages.flatMap((page) => page.items);
  return (
    <div className="flex flex-col gap-3">
      <Table label={t("movers")} density="compact" containerClassName="max-h-none">
        <TableHeader>
          <TableRow>
            <TableHead>{t("lead")}</TableHead>
            <TableHead>{t("movedAt")}</TableHead>
            <TableHead numeric>{t("score")}</TableHead>
            <TableHead numeric>{t("changes")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {items.map(({ lead, moved_at, total, changes }) => (
            <TableRow key={lead.id}>
              <TableCell className="max-w-44 truncate">
                <Link href={paths.lead(lead.id)} className="text-accent underline underline-offset-2">
                  {lead.name ?? lead.email ?? t("unnamed", { id: lead.id })}
                </Link>
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {format.dateTime(new Date(moved_at), { dateStyle: "medium" })}
              </TableCell>
              <TableCell numeric>{format.number(total)}</TableCell>
              <TableCell numeric>{format.number(changes)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {hasNextPage && (
        <Button className="self-start" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}
