"use client";

import { ChartColumnBig, Download, Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { type CsvCell, downloadCsv, toCsv } from "./csv.ts";

export interface ChartText {
  /** The question the chart answers. */
  title: string;
  /** The answer in words. */
  takeaway: ReactNode;
  /** How many things were counted; shown as "n = …". */
  n: number;
  /** Base name of the CSV file. */
  csvName: string;
  headingLevel?: 2 | 3;
}

export interface ChartColumn {
  label: string;
  numeric?: boolean;
  /** As shown in the table; CSV always gets the raw cell. */
  format?: (cell: CsvCell) => string;
}

export interface ChartFrameProps extends ChartText {
  columns: readonly ChartColumn[];
  rows: readonly (readonly CsvCell[])[];
  /** Keys beside the chart, repeated in words. */
  legend?: ReactNode;
  /** Left out where the figures are a table and nothing else. */
  children?: ReactNode;
}

/** What every chart has around it: question, answer, n, the same figures as a table, and CSV. */
export function ChartFrame({
  title,
  takeaway,
  n,
  csvName,
  headingLevel = 2,
  columns,
  rows,
  legend,
  children,
}: ChartFrameProps) {
  const t = useTranslations("Charts");
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  const Heading = headingLevel === 2 ? "h2" : "h3";
  const header = columns.map(({ label }) => label);
  const onlyTable = children === undefined;
  return (
    <figure aria-labelledby={titleId} className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <figcaption className="min-w-0 flex-1 basis-64">
          <Heading id={titleId} className="font-semibold text-lg">
            {title}
          </Heading>
          <p>
            {takeaway} <span className="text-muted whitespace-nowrap">{t("n", { n })}</span>
          </p>
        </figcaption>
        <div className="flex gap-1 print:hidden">
          {!onlyTable && (
            <Button
              size="sm"
              variant="ghost"
              aria-pressed={asTable}
              aria-label={t("showTable")}
              title={asTable ? t("showChart") : t("showTable")}
              className="w-7 px-0"
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <ChartColumnBig aria-hidden /> : <Table2 aria-hidden />}
            </Button>
          )}
          <Button
            size="sm"
            variant="ghost"
            aria-label={t("downloadCsv", { title })}
            onClick={() => downloadCsv(csvName, toCsv(header, rows))}
          >
            <Download aria-hidden />
            {t("csv")}
          </Button>
        </div>
      </div>
      {rows.length === 0 ? (
        <p className="rounded-lg border border-dashed p-6 text-center text-muted">{t("noData")}</p>
      ) : asTable || onlyTable ? (
        <ChartTable label={title} columns={columns} rows={rows} />
      ) : (
        <>
          {legend}
          {children}
        </>
      )}
    </figure>
  );
}

interface ChartTableProps {
  label: string;
  columns: readonly ChartColumn[];
  rows: readonly (readonly CsvCell[])[];
}

function ChartTable({ label, columns, rows }: ChartTableProps) {
  return (
    <Table label={label} density="compact" containerClassName="max-h-80">
      <TableHeader>
        <TableRow>
          {columns.map((column) => (
            <TableHead key={column.label} numeric={column.numeric}>
              {column.label}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row, rowIndex) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: figures have no identity but their place
          <TableRow key={rowIndex}>
            {columns.map((column, index) => (
              <TableCell key={column.label} numeric={column.numeric}>
                {column.format ? column.format(row[index] ?? null) : row[index]}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
