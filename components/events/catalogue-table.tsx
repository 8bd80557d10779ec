"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { EventName } from "#lib/events/schemas.ts";
import { paths } from "#lib/paths.ts";

interface CatalogueTableProps {
  items: readonly EventName[];
  maySeeSources: boolean;
  onOpen: (event: EventName) => void;
}

export function CatalogueTable({ items, maySeeSources, onOpen }: CatalogueTableProps) {
  const t = useTranslations("EventCatalogue");
  const format = useFormatter();
  const day = (at: string | null) => (at ? format.dateTime(new Date(at), { dateStyle: "medium" }) : "");
  return (
    <Table label={t("table")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("name")}</TableHead>
          <TableHead numeric>{t("events")}</TableHead>
          <TableHead>{t("first")}</TableHead>
          <TableHead>{t("last")}</TableHead>
          <TableHead>{t("sources")}</TableHead>
          <TableHead>{t("rules")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((event) => (
          <TableRow key={event.name}>
            <TableCell className="min-w-52">
              <button
                type="button"
                aria-label={t("open", { name: event.name })}
                onClick={() => onOpen(event)}
                className="min-h-6 text-left font-mono text-accent text-sm underline underline-offset-2 [overflow-wrap:anywhere]"
              >
                {event.name}
              </button>
            </TableCell>
            <TableCell numeric>{format.number(event.events)}</TableCell>
            <TableCell className="whitespace-nowrap">{day(event.first_at)}</TableCell>
            <TableCell className="whitespace-nowrap">{day(event.last_at)}</TableCell>
            <TableCell>{sources(event)}</TableCell>
            <TableCell className="whitespace-nowrap">
              {event.rules.length > 0 ? (
                t("ruleCount", { n: event.rules.length })
              ) : (
                <span className="text-muted">{t("noRules")}</span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );

  function sources(event: EventName) {
    if (event.sources.length === 0) return <span className="text-muted">{t("imported")}</span>;
    return (
      <ul className="flex flex-wrap gap-x-3">
        {event.sources.map(({ id, name }) => (
          <li key={id}>
            {name !== null && maySeeSources ? (
              <Link
                href={paths.source(id, { tab: "live", event: event.name })}
                className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
              >
                {name}
              </Link>
            ) : (
              (name ?? t("deletedSource"))
            )}
          </li>
        ))}
      </ul>
    );
  }
}
