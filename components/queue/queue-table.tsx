"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { Handover } from "#lib/queue/schemas.ts";
import { QueueRow, ROOMY, type RowActions, undecided, WIDE } from "./queue-row.tsx";
import type { Selection } from "./use-selection.ts";
import type { Shown } from "./use-shown.ts";

interface QueueTableProps extends RowActions {
  rows: Shown["rows"];
  /** What became of a row that has left the list. */
  became: (id: number) => Handover | undefined;
  currentId: number | null;
  /** Null: rows cannot be chosen here. */
  selection: Selection | null;
  mayWork: boolean;
  myId: number | null;
  now: Date;
  isDecided: boolean;
}

export function QueueTable({ rows, became, currentId, selection, isDecided, ...shared }: QueueTableProps) {
  const t = useTranslations("Queue");
  return (
    <Table label={t("table")} className="max-lg:block">
      {/* Rows are cards on a phone: there is no column left to head. */}
      <TableHeader className="max-lg:hidden">
        <TableRow>
          <TableHead>
            <span className="flex items-center gap-2">
              {selection && (
                <Checkbox
                  aria-label={t("bulk.all")}
                  checked={
                    selection.ids.size === 0
                      ? false
                      : selection.ids.size < rows.length
                        ? "indeterminate"
                        : true
                  }
                  onCheckedChange={(checked) => selection.setAll(checked === true)}
                />
              )}
              {t("lead")}
            </span>
          </TableHead>
          <TableHead className={WIDE}>{t("group")}</TableHead>
          <TableHead numeric className={WIDE}>
            {t("score")}
          </TableHead>
          <TableHead numeric className={undecided(isDecided)} title={t("deltaHint")}>
            {t("delta")}
          </TableHead>
          <TableHead className={ROOMY}>{t("reasons")}</TableHead>
          <TableHead className={undecided(isDecided)}>{t("last")}</TableHead>
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
      <TableBody className="max-lg:block">
        {rows.map(({ handover, gone }) => (
          <QueueRow
            key={handover.id}
            handover={handover}
            gone={gone}
            became={gone ? became(handover.id) : undefined}
            chosen={selection ? selection.ids.has(handover.id) : null}
            onChoose={selection?.toggle}
            current={handover.id === currentId}
            isDecided={isDecided}
            {...shared}
          />
        ))}
      </TableBody>
    </Table>
  );
}
