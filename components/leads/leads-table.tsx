"use client";

import { useTable } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { SortableHead } from "#components/ui/sortable-head.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { LeadItem, Sort } from "#lib/leads/schemas.ts";
import { type OptionalColumn, useColumnChoice } from "./column-choice.ts";
import { columns, features, NUMERIC, SORTS_OF } from "./leads-columns.tsx";

interface LeadsTableProps {
  leads: LeadItem[];
  sort: Sort;
  onSort: (sort: Sort) => void;
}

export function LeadsTable({ leads, sort, onSort }: LeadsTableProps) {
  const t = useTranslations("Leads");
  const columnVisibility = useColumnChoice();
  const table = useTable({
    features,
    columns,
    data: leads,
    getRowId: (lead) => String(lead.id),
    state: { columnVisibility },
  });
  return (
    <Table label={t("title")}>
      <TableHeader>
        <TableRow>
          {table.getVisibleLeafColumns().map(({ id }) => (
            <Head key={id} id={id as "lead" | OptionalColumn} sort={sort} onSort={onSort} />
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {table.getRowModel().rows.map((row) => (
          <TableRow key={row.id}>
            {row.getVisibleCells().map((cell) => (
              <TableCell key={cell.id} numeric={NUMERIC.includes(cell.column.id)}>
                <table.FlexRender cell={cell} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface HeadProps {
  id: "lead" | OptionalColumn;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

function Head({ id, sort, onSort }: HeadProps) {
  const t = useTranslations("Leads.columns");
  const sorts = id === "lead" ? undefined : SORTS_OF[id];
  const numeric = NUMERIC.includes(id);
  if (!sorts) return <TableHead numeric={numeric}>{t(id)}</TableHead>;
  const [first, second = first] = sorts;
  const isSorted = sort === first || sort === second;
  return (
    <SortableHead
      numeric={numeric}
      direction={isSorted ? (sort.startsWith("-") ? "desc" : "asc") : null}
      onSort={() => onSort(sort === first ? second : first)}
    >
      {t(id)}
    </SortableHead>
  );
}
