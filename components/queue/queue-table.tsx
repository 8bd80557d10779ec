"use client";

import { useTranslations } from "next-intl";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { QueueRow, type RowActions } from "./queue-row.tsx";
import type { Shown } from "./use-shown.ts";

interface QueueTableProps extends RowActions {
  rows: Shown["rows"];
  currentId: number | null;
  mayWork: boolean;
  myId: number | null;
  now: Date;
  isDecided: boolean;
}

export function QueueTable({ rows, currentId, isDecided, ...shared }: QueueTableProps) {
  const t = useTranslations("Queue");
  return (
    <Table label={t("table")}>
      <TableHeader>
        <TableRow>
          <TableHead>{t("lead")}</TableHead>
          <TableHead>{t("group")}</TableHead>
          <TableHead numeric>{t("score")}</TableHead>
          <TableHead numeric title={t("deltaHint")}>
            {t("delta")}
          </TableHead>
          <TableHead>{t("reasons")}</TableHead>
          <TableHead>{t("last")}</TableHead>
          <TableHead>{t("waiting")}</TableHead>
          <TableHead className={isDecided ? undefined : "sticky right-0 border-l"}>
            {t(isDecided ? "decision" : "actions")}
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ handover, gone }) => (
          <QueueRow
            key={handover.id}
            handover={handover}
            gone={gone}
            current={handover.id === currentId}
            {...shared}
          />
        ))}
      </TableBody>
    </Table>
  );
}
