"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { paths } from "#lib/paths.ts";
import { type EnrolmentState, enrolmentsQuery } from "#lib/programmes/api.ts";
import type { Enrolment } from "#lib/programmes/operation-schemas.ts";
import { useLeftReason } from "./use-left-reason.ts";

const STATES = ["active", "left"] as const;

/** Who is or was in a programme, and why. */
export function EnrolmentsCard({ programmeKey }: { programmeKey: string }) {
  const t = useTranslations("Programmes");
  const [state, setState] = useState<EnrolmentState>(null);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    enrolmentsQuery(programmeKey, state),
  );
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card title={t("enrolments")}>
      <Field label={t("show")} className="mb-4 w-48">
        <Select
          value={state ?? ""}
          placeholder={t("all")}
          options={STATES.map((value) => ({ value, label: t(`enrolmentStates.${value}`) }))}
          onChange={({ target }) => setState(STATES.find((one) => one === target.value) ?? null)}
        />
      </Field>
      {!data && <SkeletonRegion />}
      {data && rows.length === 0 && (
        <EmptyState kind={state ? "no-results" : "first-use"} title={t("nobody")} headingLevel={3}>
          {t("nobodyText")}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table label={t("enrolments")} containerClassName="max-h-none min-h-0">
          <TableHeader>
            <TableRow>
              <TableHead>{t("lead")}</TableHead>
              <TableHead>{t("entered")}</TableHead>
              <TableHead numeric>{t("done")}</TableHead>
              <TableHead>{t("now")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </TableBody>
        </Table>
      )}
      {hasNextPage && (
        <Button className="mt-4" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Card>
  );
}

function Row({ row }: { row: Enrolment }) {
  const t = useTranslations("Programmes");
  const format = useFormatter();
  const reason = useLeftReason();
  const date = (iso: string) => format.dateTime(new Date(iso), { dateStyle: "medium", timeStyle: "short" });
  return (
    <TableRow>
      <TableCell className="min-w-40 [overflow-wrap:anywhere]">
        <Link href={paths.lead(row.lead.id)} className="text-accent underline underline-offset-2">
          {row.lead.name ?? row.lead.email ?? `#${row.lead.id}`}
        </Link>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {date(row.entered_at)}
        <span className="block text-muted text-sm">{t(`origins.${row.origin}`)}</span>
      </TableCell>
      <TableCell numeric>{format.number(row.done)}</TableCell>
      <TableCell className="min-w-40">
        {row.active && row.next_at
          ? t(row.waiting ? `waiting.${row.waiting}` : "next", { at: date(row.next_at) })
          : `${reason(row.left_reason)}${row.left_at ? ` · ${date(row.left_at)}` : ""}`}
      </TableCell>
    </TableRow>
  );
}
