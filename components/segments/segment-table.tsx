"use client";

import { ArrowDown, ArrowUp, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { paths } from "#lib/paths.ts";
import type { Condition } from "#lib/scoring/condition-schema.ts";
import type { Segment, SegmentList } from "#lib/segments/schemas.ts";
import { conditionText } from "#lib/sheets/sentences.ts";

interface SegmentTableProps {
  list: SegmentList;
  mayEdit: boolean;
  updating: boolean;
  onEdit: (segment: Segment) => void;
  onDelete: (segment: Segment) => void;
  onMove: (segment: Segment, position: number) => void;
}

export function SegmentTable({ list, mayEdit, updating, onEdit, onDelete, onMove }: SegmentTableProps) {
  const t = useTranslations("Segments");
  const sentences = useTranslations("Sentences");
  const format = useFormatter();
  const { segments, leads } = list;
  const projected = leads.sampled < leads.total;
  const count = (n: number, exact: boolean) => (exact ? format.number(n) : t("estimate", { n }));
  return (
    <div className="flex flex-col gap-3">
      <p>
        {leads.none > 0 ? (
          <Link href={paths.leads({ segment: "none" })} className="text-accent underline underline-offset-2">
            {t("none", { n: leads.none })}
          </Link>
        ) : (
          t("none", { n: 0 })
        )}{" "}
        {t("several", { n: leads.several })}{" "}
        {projected && (
          <span className="text-muted">{t("sampled", { sampled: leads.sampled, total: leads.total })}</span>
        )}
      </p>
      <Table label={t("table")} updating={updating} containerClassName="max-h-none">
        <TableHeader>
          <TableRow>
            <TableHead numeric>{t("order")}</TableHead>
            <TableHead>{t("name")}</TableHead>
            <TableHead>{t("who")}</TableHead>
            <TableHead numeric>{t("leads")}</TableHead>
            <TableHead numeric title={t("firstHint")}>
              {t("first")}
            </TableHead>
            <TableHead>{t("overlaps")}</TableHead>
            <TableHead>{t("sheets")}</TableHead>
            {mayEdit && <TableHead>{t("actions")}</TableHead>}
          </TableRow>
        </TableHeader>
        <TableBody>
          {segments.map((segment, place) => (
            <TableRow key={segment.key}>
              <TableCell numeric>{segment.position}</TableCell>
              <TableCell className="min-w-36">
                <span className="font-medium">{segment.name}</span>
                <code className="block font-mono text-muted text-xs">{segment.key}</code>
              </TableCell>
              <TableCell className="min-w-48">
                {conditionText(segment.when as Condition, sentences)}
              </TableCell>
              <TableCell numeric className="whitespace-nowrap">
                <Link
                  href={paths.leads({ segment: segment.key })}
                  aria-label={t("openLeads", { name: segment.name, n: segment.leads })}
                  className="text-accent underline underline-offset-2"
                >
                  {count(segment.leads, segment.exact)}
                </Link>
              </TableCell>
              <TableCell numeric className="whitespace-nowrap">
                {count(segment.first, !projected)}
              </TableCell>
              <TableCell className="min-w-36">
                {segment.overlaps.length === 0 && <span className="text-muted">{t("noOverlap")}</span>}
                {segment.overlaps.map((other) => (
                  <span key={other.key} className="block">
                    {other.name}: <span className="tabular-nums">{count(other.leads, !projected)}</span>
                  </span>
                ))}
              </TableCell>
              <TableCell>
                {segment.sheets.length === 0 && <span className="text-muted">{t("noSheet")}</span>}
                {[...new Map(segment.sheets.map((sheet) => [sheet.key, sheet])).values()].map((sheet) => (
                  <Link
                    key={sheet.key}
                    href={paths.sheet(sheet.key)}
                    className="block py-0.5 text-accent underline underline-offset-2"
                  >
                    {sheet.name}
                  </Link>
                ))}
              </TableCell>
              {mayEdit && (
                <TableCell>
                  <div className="flex">
                    <IconButton
                      size="sm"
                      label={t("moveUp", { name: segment.name })}
                      disabled={place === 0}
                      onClick={() => onMove(segment, segment.position - 1)}
                    >
                      <ArrowUp aria-hidden />
                    </IconButton>
                    <IconButton
                      size="sm"
                      label={t("moveDown", { name: segment.name })}
                      disabled={place === segments.length - 1}
                      onClick={() => onMove(segment, segment.position + 1)}
                    >
                      <ArrowDown aria-hidden />
                    </IconButton>
                    <IconButton
                      size="sm"
                      label={t("edit", { name: segment.name })}
                      onClick={() => onEdit(segment)}
                    >
                      <Pencil aria-hidden />
                    </IconButton>
                    <IconButton
                      size="sm"
                      label={t("delete", { name: segment.name })}
                      disabled={segment.sheets.length > 0}
                      onClick={() => onDelete(segment)}
                    >
                      <Trash2 aria-hidden />
                    </IconButton>
                  </div>
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
