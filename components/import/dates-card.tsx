"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { DATE_ORDERS } from "#lib/imports/mapping.ts";
import { dateOrder, isDateColumn } from "./draft.ts";
import type { StepProps } from "./step-props.ts";

/** Every zone the browser knows; the chosen one is always among them. */
function zones(chosen: string): { value: string; label: string }[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([chosen, "UTC", ...known])].map((value) => ({
    value,
    label: value.replaceAll("_", " "),
  }));
}

/** The order of day and month, and the time zone, with real cells read both as chosen. */
export function DatesCard({ mapping, analysis, issues, onChange }: StepProps) {
  const t = useTranslations("Imports");
  const format = useFormatter();
  const order = dateOrder(mapping, analysis);
  if (order === null) return null;
  const columns = analysis.columns.filter(({ name }) => {
    const chosen = mapping.columns[name];
    return chosen !== undefined && isDateColumn(chosen);
  });
  const zone = mapping.time_zone ?? analysis.time_zone;
  const samples = columns.flatMap(({ name, dates, samples: texts }) =>
    dates
      ? dates.samples.map((sample) => ({ name, ...sample }))
      : texts.map((text) => ({ name, text, iso: null, dmy: null, mdy: null })),
  );
  const orderName = (value: (typeof DATE_ORDERS)[number]) =>
    value === "auto" && mapping.dates === "auto" && order !== "ambiguous" && order !== "mixed"
      ? t("orderFound", { order: t(`order.${order}`) })
      : t(`order.${value}`);
  const written = (iso: string | null, dateStyle: "medium" | "full") => {
    if (iso === null) return t("dateRefused");
    const timeStyle = dateStyle === "full" ? "short" : undefined;
    return format.dateTime(new Date(iso), { dateStyle, timeStyle, timeZone: zone });
  };
  const read = (sample: (typeof samples)[number]) => {
    if (order === "ambiguous" || order === "mixed") {
      if (sample.dmy === null && sample.mdy === null) return t("dateUndecided");
      return t("dateEither", { dmy: written(sample.dmy, "medium"), mdy: written(sample.mdy, "medium") });
    }
    return written(sample[order], "full");
  };
  return (
    <Card title={t("datesTitle")}>
      <div className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t("orderLabel")}
            error={
              issues.length > 0 ? t(`issue.dates_${order === "mixed" ? "mixed" : "ambiguous"}`) : undefined
            }
          >
            <Select
              value={mapping.dates}
              options={DATE_ORDERS.map((value) => ({ value, label: orderName(value) }))}
              onChange={(event) => {
                const dates = DATE_ORDERS.find((known) => known === event.target.value);
                if (dates) onChange({ ...mapping, dates });
              }}
            />
          </Field>
          <Field label={t("zone")}>
            <Select
              value={zone}
              options={zones(zone)}
              onChange={(event) => onChange({ ...mapping, time_zone: event.target.value })}
            />
          </Field>
        </div>
        <Table label={t("datesTitle")} density="compact" containerClassName="max-h-72">
          <TableHeader>
            <tr>
              <TableHead>{t("columnName")}</TableHead>
              <TableHead>{t("dateInFile")}</TableHead>
              <TableHead>{t("dateRead")}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {samples.map((sample) => (
              <TableRow key={`${sample.name}/${sample.text}`}>
                <TableCell>{sample.name}</TableCell>
                <TableCell className="whitespace-nowrap">{sample.text}</TableCell>
                <TableCell className="whitespace-nowrap">{read(sample)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  );
}
