"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { paths } from "#lib/paths.ts";
import type { Arrival } from "#lib/sources/schemas.ts";

interface ArrivalsTableProps {
  items: readonly Arrival[];
  onOpen: (arrival: Arrival) => void;
}

export function ArrivalsTable({ items, onOpen }: ArrivalsTableProps) {
  const t = useTranslations("Sources.live");
  const format = useFormatter();
  return (
    <Table label={t("table")} density="compact">
      <TableHeader>
        <TableRow>
          <TableHead>{t("received")}</TableHead>
          <TableHead>{t("event")}</TableHead>
          <TableHead>{t("outcome")}</TableHead>
          <TableHead>{t("lead")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((item) => {
          const when = format.dateTime(new Date(item.received_at), {
            dateStyle: "short",
            timeStyle: "medium",
          });
          const name = item.event || t("noName");
          return (
            <TableRow key={item.id}>
              <TableCell className="whitespace-nowrap tabular-nums">{when}</TableCell>
              <TableCell className="min-w-40">
                <button
                  type="button"
                  aria-label={t("open", { event: name, when })}
                  onClick={() => onOpen(item)}
                  className="min-h-6 text-left text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
                >
                  {name}
                </button>
              </TableCell>
              <TableCell>
                {item.ignored ? (
                  <Badge tone="caution">{t("ignored")}</Badge>
                ) : (
                  <Badge tone={item.reason === null ? "success" : "danger"}>
                    {t(item.reason === null ? "taken" : "refused")}
                  </Badge>
                )}
              </TableCell>
              <TableCell className="min-w-40">
                {item.lead && (
                  <Link
                    href={paths.lead(item.lead.id)}
                    className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
                  >
                    {item.lead.name ?? `#${item.lead.id}`}
                  </Link>
                )}
                {item.reason}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
