"use client";

import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { RefusalView } from "#lib/imports/schemas.ts";

const MAX_SHOWN = 80;

type Props = { refusals: RefusalView[]; columns: string[] };

/** Refused rows: where, why, and what stood there. */
export function RefusalsTable({ refusals, columns }: Props) {
  const t = useTranslations("Imports");
  const reason = ({ code, column, row }: RefusalView) => {
    const value = (column === null ? "" : (row[columns.indexOf(column)] ?? "")).trim();
    return t(`refusal.${code}`, {
      column: column ?? "",
      value: value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value,
    });
  };
  return (
    <Table label={t("count.refused")} density="compact" containerClassName="max-h-96">
      <TableHeader>
        <tr>
          <TableHead numeric>{t("line")}</TableHead>
          <TableHead>{t("reason")}</TableHead>
          <TableHead>{t("rowText")}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {refusals.map((refusal) => (
          <TableRow key={refusal.line}>
            <TableCell numeric>{refusal.line}</TableCell>
            <TableCell className="min-w-48">{reason(refusal)}</TableCell>
            <TableCell className="max-w-96 truncate text-muted">{refusal.row.join(" · ")}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
