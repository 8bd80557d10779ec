"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { VisuallyHidden } from "#components/ui/visually-hidden.tsx";
import type { Run } from "#lib/actions/schemas.ts";
import { paths } from "#lib/paths.ts";
import { ReplayButton } from "./replay-button.tsx";
import { RunState } from "./run-state.tsx";
import { useRunText } from "./use-run-text.ts";

interface RunsTableProps {
  items: readonly Run[];
  mayReplay: boolean;
}

export function RunsTable({ items, mayReplay }: RunsTableProps) {
  const t = useTranslations("Actions");
  const format = useFormatter();
  const say = useRunText();
  return (
    <Table label={t("table")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("when")}</TableHead>
          <TableHead>{t("lead")}</TableHead>
          <TableHead>{t("what")}</TableHead>
          <TableHead>{t("state")}</TableHead>
          {mayReplay && (
            <TableHead>
              <VisuallyHidden>{t("replay")}</VisuallyHidden>
            </TableHead>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((run) => (
          <TableRow key={run.id}>
            <TableCell className="whitespace-nowrap py-2.5 align-top">
              {format.dateTime(new Date(run.at), { dateStyle: "medium", timeStyle: "medium" })}
            </TableCell>
            <TableCell className="min-w-40 py-2.5 align-top [overflow-wrap:anywhere]">
              <Link href={paths.lead(run.lead.id)} className="text-accent hover:underline">
                {run.lead.name ?? run.lead.email ?? `#${run.lead.id}`}
              </Link>
            </TableCell>
            <TableCell className="min-w-64 py-2.5 align-top [overflow-wrap:anywhere]">
              {say(run)}
              <span className="block text-muted text-sm">
                {t("where", { sheet: run.sheet.name, version: run.version, total: run.total })}
              </span>
            </TableCell>
            <TableCell className="min-w-48 py-2.5 align-top">
              <RunState run={run} />
            </TableCell>
            {mayReplay && (
              <TableCell className="py-1.5 text-right align-top">
                <ReplayButton run={run} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
