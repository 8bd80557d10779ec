"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useRef } from "react";
import { LeadGroup } from "#components/leads/lead-group.tsx";
import { ScoreLabel } from "#components/leads/score-label.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { LeaderboardEntry } from "#lib/leaderboard/schemas.ts";
import { paths } from "#lib/paths.ts";
import { useRowMoves } from "./use-row-moves.ts";

/** Columns that a phone has no room for. */
const WIDE = "hidden sm:table-cell";
/** So that the others fit on one. */
const NARROW = "max-sm:px-1.5";

interface LeaderboardTableProps {
  entries: readonly LeaderboardEntry[];
  updating: boolean;
}

export function LeaderboardTable({ entries, updating }: LeaderboardTableProps) {
  const t = useTranslations("Leaderboard");
  const format = useFormatter();
  const area = useRef<HTMLDivElement>(null);
  useRowMoves(area, entries.map(({ lead }) => lead.id).join());
  return (
    <div ref={area}>
      <Table label={t("title")} updating={updating}>
        <TableHeader>
          <TableRow>
            <TableHead numeric className={NARROW}>
              {t("rank")}
            </TableHead>
            <TableHead className={NARROW}>{t("lead")}</TableHead>
            <TableHead className={NARROW}>{t("group")}</TableHead>
            <TableHead numeric className={NARROW}>
              {t("score")}
            </TableHead>
            <TableHead numeric className={WIDE}>
              {t("day")}
            </TableHead>
            <TableHead numeric className={NARROW}>
              {t("week")}
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {entries.map((entry) => {
            const { rank, lead, total, label, sheet_name: sheet } = entry;
            return (
              <TableRow key={lead.id} data-row={lead.id}>
                <TableCell numeric className={NARROW}>
                  {format.number(rank)}
                </TableCell>
                <TableCell className="max-w-36 py-1 max-sm:px-1.5 sm:max-w-64">
                  <Link
                    href={paths.lead(lead.id)}
                    className="block truncate py-0.5 font-medium text-accent underline underline-offset-2"
                  >
                    {lead.name ?? lead.email ?? t("unnamed", { id: lead.id })}
                  </Link>
                  <span className="block truncate text-muted text-sm">{sheet}</span>
                </TableCell>
                <TableCell className="max-w-28 py-1 max-sm:px-1.5">
                  <span className="flex flex-col items-start gap-1">
                    <LeadGroup score={entry} />
                    <ScoreLabel label={label} />
                  </span>
                </TableCell>
                <TableCell numeric className="font-semibold max-sm:px-1.5">
                  {format.number(total)}
                </TableCell>
                <TableCell numeric className={WIDE}>
                  <Delta points={entry.delta_24h} />
                </TableCell>
                <TableCell numeric className={NARROW}>
                  <Delta points={entry.delta_7d} />
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}

function Delta({ points }: { points: number | null }) {
  const t = useTranslations("Leaderboard");
  const format = useFormatter();
  if (points === null) return <span className="text-muted">{t("new")}</span>;
  return format.number(points, { signDisplay: "exceptZero" });
}
