"use client";

import { useTranslations } from "next-intl";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { QueueRow, type RowActions, WIDE } from "./queue-row.tsx";
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
    <Table label={t("table")} className="max-md:block">
      {/* Rows are cards on a phone: there is no column left to head. */}
      <TableHeader className="max-md:hidden">
        <TableRow>
          <TableHead>{t("lead")}</TableHead>
          <TableHead className={WIDE}>{t("group")}</TableHead>
          <TableHead numeric className={WIDE}>
            {t("score")}
          </TableHead>
          <TableHead numeric className={WIDE} title={t("deltaHint")}>
            {t("delta")}
          </TableHead>
          <TableHead className={WIDE}>{t("reasons")}</TableHead>
          <TableHead className={WIDE}>{t("last")}</TableHead>
          <TableHead className={WIDE} title={t("waitingHint")}>
            {t("waiting")}
          </TableHead>
          {(isDecided || shared.mayWork) && (
            <TableHead className={isDecided ? undefined : "sticky right-0 border-l"}>
              {t(isDecided ? "decision" : "actions")}
            </TableHead>
          )}
        </TableRow>
      </TableHeader>
      <TableBody className="max-md:block">
        {rows.map(({ handover, gone }) => (
          <QueueRow
            key={handover.id}
            handover={handover}
            gone={gone}
            current={handover.id === currentId}
            isDecided={isDecided}
            {...shared}
          />
        ))}
      </TableBody>
    </Table>
  );
}
