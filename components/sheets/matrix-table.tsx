"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { paths } from "#lib/paths.ts";
import type { Cell, Grid } from "#lib/sheets/matrix-grid.ts";
import type { Matrix } from "#lib/sheets/matrix-schemas.ts";

const sum = (cells: readonly Cell[]) => cells.reduce((total, { leads }) => total + leads, 0);

/** How full a cell is beside the fullest: the printed figure says the same. */
const shade = (leads: number, most: number) =>
  leads === 0
    ? undefined
    : `color-mix(in srgb, var(--accent) ${Math.round(6 + (24 * leads) / most)}%, transparent)`;

/** Leads by the bands of two dimensions; each figure opens the list of its leads. */
export function MatrixTable({ matrix, grid }: { matrix: Matrix; grid: Grid }) {
  const t = useTranslations("SheetMatrix");
  const format = useFormatter();
  const [rows, columns] = matrix.dimensions;
  const all = grid.flatMap(({ cells }) => cells);
  const total = sum(all);
  const most = Math.max(1, ...all.map(({ leads }) => leads));
  const excluded = all.reduce((count, cell) => count + cell.excluded, 0);
  if (!rows || !columns) return null;
  const caption = t("caption", { rows: rows.name, columns: columns.name, n: total });
  return (
    <div className="flex flex-col gap-3">
      <p aria-hidden className="text-muted">
        {caption}
      </p>
      <div className="relative overflow-x-auto">
        <table className="w-full border-separate border-spacing-1 text-center tabular-nums">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col" className="p-1 sm:p-2 text-left font-normal text-muted text-sm">
                <span className="block">{t("rows", { name: rows.name })}</span>
                <span className="block">{t("columns", { name: columns.name })}</span>
              </th>
              {columns.bands.map((band) => (
                <th key={band} scope="col" className="p-1 sm:p-2 font-semibold">
                  {band}
                </th>
              ))}
              <th scope="col" className="p-1 sm:p-2 text-right font-normal text-muted">
                {t("sum")}
              </th>
            </tr>
          </thead>
          <tbody>
            {grid.map(({ row, cells }) => (
              <tr key={row}>
                <th scope="row" className="p-1 sm:p-2 text-left font-semibold">
                  {row}
                </th>
                {cells.map((cell) => (
                  <td
                    key={cell.label}
                    className="rounded-md border p-0"
                    style={{ backgroundColor: shade(cell.leads, most) }}
                  >
                    <CellLink cell={cell} sheet={matrix.key} total={total} />
                  </td>
                ))}
                <td className="p-1 sm:p-2 text-right text-muted">{format.number(sum(cells))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="p-1 sm:p-2 text-left font-normal text-muted">
                {t("sum")}
              </th>
              {columns.bands.map((band, place) => (
                <td key={band} className="p-1 sm:p-2 text-muted">
                  {format.number(sum(grid.flatMap(({ cells }) => cells[place] ?? [])))}
                </td>
              ))}
              <td className="p-1 sm:p-2 text-right font-semibold">{format.number(total)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {excluded > 0 && <p className="text-muted text-sm">{t("excluded", { n: excluded })}</p>}
    </div>
  );
}

function CellLink({ cell, sheet, total }: { cell: Cell; sheet: string; total: number }) {
  const t = useTranslations("SheetMatrix");
  const format = useFormatter();
  const { label, leads } = cell;
  const share = total === 0 ? 0 : leads / total;
  return (
    <Link
      href={paths.leads({ sheet, label, excluded: "false" })}
      aria-label={t("cell", { label, n: leads })}
      className="flex min-h-16 min-w-12 flex-col items-center justify-center rounded-md p-1 -outline-offset-2 hover:underline"
    >
      <span className="text-muted text-xs">{label}</span>
      <span className="font-semibold text-lg">{format.number(leads)}</span>
      <span className="text-muted text-xs">
        {format.number(share, { style: "percent", maximumFractionDigits: 1 })}
      </span>
    </Link>
  );
}
