"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { Button } from "#components/ui/button.tsx";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import { type GroupsReport, type MovedGroup, NO_GROUP } from "#lib/movement/schemas.ts";

interface MovementMatrixProps {
  report: GroupsReport;
  /** First and last day in words. */
  days: { from: string; to: string };
  onOpen: (left: string, entered: string) => void;
}

type Place = Pick<MovedGroup, "key" | "name" | "tone"> & { group: MovedGroup | null };

/** Where leads were at the beginning, by where they were at the end; rows and columns add up to the lead. */
export function MovementMatrix({ report, days, onOpen }: MovementMatrixProps) {
  const t = useTranslations("Movement");
  const format = useFormatter();
  const { groups, moves } = report;
  const places: Place[] = [
    ...groups.map((group) => ({ ...group, group })),
    { key: NO_GROUP, name: t("noGroup"), tone: null, group: null },
  ];
  const keyOf = (key: string | null) => key ?? NO_GROUP;
  const nameOf = (key: string) => places.find((place) => place.key === key)?.name ?? key;
  const moved = (left: string, entered: string) =>
    moves.find((move) => keyOf(move.from) === left && keyOf(move.to) === entered)?.leads ?? 0;
  const n = moves.reduce((sum, { leads }) => sum + leads, 0);
  const top = groups.findLast(({ former }) => !former);
  return (
    <ChartFrame
      title={t("movedTitle")}
      takeaway={
        top ? t("movedTakeaway", { group: top.name, came: top.came, left: top.left, end: top.end }) : ""
      }
      n={n}
      csvName="group-movement"
      columns={[
        { label: t("left") },
        { label: t("entered") },
        { label: t("leads"), numeric: true, format: (cell) => format.number(Number(cell)) },
      ]}
      rows={moves.map(({ from, to, leads }) => [nameOf(keyOf(from)), nameOf(keyOf(to)), leads])}
    >
      <div className="relative overflow-x-auto">
        <table className="w-full min-w-lg border-separate border-spacing-1 text-right tabular-nums">
          <caption className="sr-only">{t("movedCaption", days)}</caption>
          <thead>
            <tr>
              <th scope="col" className="p-2 text-left font-normal text-muted text-sm">
                <span className="block">{t("rows", { day: days.from })}</span>
                <span className="block">{t("columns", { day: days.to })}</span>
              </th>
              {places.map((place) => (
                <th key={place.key} scope="col" className="p-2">
                  <PlaceName place={place} />
                </th>
              ))}
              <th scope="col" className="p-2 font-normal text-muted">
                {t("atStart")}
              </th>
            </tr>
          </thead>
          <tbody>
            {places.map((row) => (
              <tr key={row.key}>
                <th scope="row" className="p-2 text-left">
                  <PlaceName place={row} />
                </th>
                {places.map((column) => (
                  <td key={column.key} className="rounded-md border p-0">
                    <Cell
                      row={row}
                      column={column}
                      leads={moved(row.key, column.key)}
                      onOpen={() => onOpen(row.key, column.key)}
                    />
                  </td>
                ))}
                <td className="p-2 text-muted">{row.group ? format.number(row.group.start) : "–"}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="p-2 text-left font-normal text-muted">
                {t("atEnd")}
              </th>
              {places.map((place) => (
                <td key={place.key} className="p-2 font-semibold">
                  {place.group ? format.number(place.group.end) : "–"}
                </td>
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="text-muted text-sm">{t("movedNote")}</p>
    </ChartFrame>
  );
}

function PlaceName({ place }: { place: Place }): ReactNode {
  return <GroupBadge tone={place.tone ?? "neutral"}>{place.name}</GroupBadge>;
}

interface CellProps {
  row: Place;
  column: Place;
  leads: number;
  onOpen: () => void;
}

/** Who stayed is a figure, who moved a list. */
function Cell({ row, column, leads, onOpen }: CellProps) {
  const t = useTranslations("Movement");
  const format = useFormatter();
  if (row.key === column.key) {
    if (!row.group) return <span className="block p-2 text-muted">–</span>;
    const stayed = row.group.start - row.group.left;
    return (
      <span className="block p-2 text-muted" title={t("stayed")}>
        {format.number(stayed)}
        <span className="sr-only"> {t("stayed")}</span>
      </span>
    );
  }
  if (leads === 0) return <span className="block p-2 text-muted">0</span>;
  return (
    <Button
      variant="link"
      className="flex w-full justify-end p-2! font-medium"
      aria-label={t("open", { n: leads, left: row.name, entered: column.name })}
      onClick={onOpen}
    >
      {format.number(leads)}
    </Button>
  );
}
