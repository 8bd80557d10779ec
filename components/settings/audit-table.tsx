"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { auditActions, isAuditAction } from "#lib/audit-actions.ts";
import type { AuditEntry } from "#lib/workspace/schemas.ts";

export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const t = useTranslations("Settings.audit");
  const format = useFormatter();
  return (
    <Table label={t("table")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("when")}</TableHead>
          <TableHead>{t("who")}</TableHead>
          <TableHead>{t("action")}</TableHead>
          <TableHead>{t("subject")}</TableHead>
          <TableHead>{t("detail")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.id}>
            <TableCell className="whitespace-nowrap py-2.5 align-top">
              {format.dateTime(new Date(entry.at), { dateStyle: "medium", timeStyle: "medium" })}
            </TableCell>
            <TableCell className="whitespace-nowrap py-2.5 align-top">
              {entry.member?.name ?? t("product")}
            </TableCell>
            <TableCell className="whitespace-nowrap py-2.5 align-top">
              {isAuditAction(entry.action) ? t(`actions.${auditActions[entry.action]}`) : entry.action}
            </TableCell>
            <TableCell className="whitespace-nowrap py-2.5 align-top">
              <code className="text-sm">{entry.subject}</code>
            </TableCell>
            <TableCell className="py-2.5 align-top">
              {Object.keys(entry.detail).length > 0 && (
                <details>
                  <summary className="cursor-pointer text-accent">{t("showDetail")}</summary>
                  <pre className="mt-1 max-w-80 whitespace-pre-wrap font-mono text-sm [overflow-wrap:anywhere]">
                    {JSON.stringify(entry.detail, null, 2)}
                  </pre>
                </details>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
