"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { ImportPreview } from "#lib/imports/schemas.ts";
import { FIELDS, INSTANT_FIELDS } from "./fields.ts";

const TONES = { created: "success", updated: "accent", unchanged: "neutral" } as const;

/** Some rows of each outcome, with their values as they were read. */
export function SamplesTable({ samples }: { samples: ImportPreview["samples"] }) {
  const t = useTranslations("Imports");
  const format = useFormatter();
  const title = (name: string) => {
    const field = FIELDS.find((known) => known === name);
    return field ? t(`target.${field}`) : name;
  };
  const text = (name: string, value: string | number | boolean) =>
    INSTANT_FIELDS.includes(name) && typeof value === "string" && !Number.isNaN(Date.parse(value))
      ? format.dateTime(new Date(value), { dateStyle: "medium", timeStyle: "short" })
      : String(value);
  const names = [...new Set(samples.flatMap(({ values }) => Object.keys(values)))];
  return (
    <Table label={t("sampleRows")} density="compact" containerClassName="max-h-96">
      <TableHeader>
        <tr>
          <TableHead numeric>{t("line")}</TableHead>
          <TableHead>{t("outcome")}</TableHead>
          {names.map((name) => (
            <TableHead key={name}>{title(name)}</TableHead>
          ))}
        </tr>
      </TableHeader>
      <TableBody>
        {samples.map(({ line, outcome, values }) => (
          <TableRow key={line}>
            <TableCell numeric>{line}</TableCell>
            <TableCell>
              <Badge tone={TONES[outcome]}>{t(`count.${outcome}`)}</Badge>
            </TableCell>
            {names.map((name) => {
              const value = values[name];
              return (
                <TableCell key={name} numeric={typeof value === "number"} className="max-w-64 truncate">
                  {value === undefined ? "" : text(name, value)}
                </TableCell>
              );
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
