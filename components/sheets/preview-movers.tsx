"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { paths } from "#lib/paths.ts";
import type { Preview } from "#lib/sheets/preview-schemas.ts";
import { GroupPill } from "./group-pill.tsx";

/** How many leads move from which group to which. */
export function MoveList({ preview }: { preview: Preview }) {
  const format = useFormatter();
  return (
    <ul className="flex flex-col gap-1">
      {preview.moves.map(({ from, to, leads }) => (
        <li key={`${from} ${to}`} className="flex flex-wrap items-center gap-2">
          <span className="w-14 text-right font-medium tabular-nums">{format.number(leads)}</span>
          <GroupPill groups={preview.groups} group={from} />
          <ArrowRight aria-hidden className="size-4 text-muted" />
          <GroupPill groups={preview.groups} group={to} />
        </li>
      ))}
    </ul>
  );
}

/** The leads that change group, with score and group before and after. */
export function PreviewMovers({ preview }: { preview: Preview }) {
  const t = useTranslations("SheetPreview");
  const { movers, groups, moved } = preview;
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <div>
        <h2 className="font-semibold text-lg">{t("movers")}</h2>
        <p className="text-muted">
          {movers.length === 0 ? t("noMovers") : t("moversNote", { shown: movers.length, moved })}
        </p>
      </div>
      <MoveList preview={preview} />
      {movers.length > 0 && (
        <Table label={t("movers")} density="compact" containerClassName="max-h-96">
          <TableHeader>
            <TableRow>
              <TableHead>{t("lead")}</TableHead>
              <TableHead numeric>{t("before")}</TableHead>
              <TableHead numeric>{t("after")}</TableHead>
              <TableHead>{t("group")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {movers.map((mover) => (
              <TableRow key={mover.lead_id}>
                <TableCell className="max-w-40 truncate">
                  <Link href={paths.lead(mover.lead_id)} className="text-accent underline underline-offset-2">
                    {mover.name ?? mover.email ?? t("unnamed", { id: mover.lead_id })}
                  </Link>
                </TableCell>
                <TableCell numeric>{mover.before ?? "–"}</TableCell>
                <TableCell numeric>{mover.after ?? "–"}</TableCell>
                <TableCell>
                  <span className="flex items-center gap-1">
                    <GroupPill groups={groups} group={mover.from} />
                    <ArrowRight aria-hidden className="size-4 shrink-0 text-muted" />
                    <GroupPill groups={groups} group={mover.to} />
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  );
}
