"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsBoolean, useQueryState } from "nuqs";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { formsQuery } from "#lib/forms/api.ts";
import type { FormSummary } from "#lib/forms/operation-schemas.ts";
import type { SheetRules } from "#lib/forms/starters.ts";
import { paths } from "#lib/paths.ts";
import { NewForm } from "./new-form.tsx";
import { StateBadge } from "./state-badge.tsx";

type Props = { mayEdit: boolean; sheets: readonly SheetRules[] };

/** Forms and surveys with what came in, and a new one. */
export function FormsPage({ mayEdit, sheets }: Props) {
  const t = useTranslations("Forms");
  const [archived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(formsQuery(archived));
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="flex flex-col gap-6">
        {mayEdit ? <NewForm sheets={sheets} /> : <p className="text-muted">{t("readOnly")}</p>}
        <SegmentedControl
          className="self-start"
          label={t("show")}
          value={archived ? "archived" : "current"}
          options={[
            { value: "current", label: t("current") },
            { value: "archived", label: t("archived") },
          ]}
          onValueChange={(value) => void setArchived(value === "archived" ? true : null)}
        />
        {!data && <SkeletonRegion />}
        {data && rows.length === 0 && (
          <EmptyState
            kind={archived ? "no-results" : "first-use"}
            title={t(archived ? "noneArchived" : "none")}
          >
            {t(archived ? "noneArchivedText" : "noneText")}
          </EmptyState>
        )}
        {rows.length > 0 && <Rows rows={rows} />}
        {hasNextPage && (
          <Button className="self-start" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        )}
      </div>
    </>
  );
}

function Rows({ rows }: { rows: readonly FormSummary[] }) {
  const t = useTranslations("Forms");
  const format = useFormatter();
  return (
    <Table label={t("table")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("name")}</TableHead>
          <TableHead>{t("state")}</TableHead>
          <TableHead numeric>{t("answers")}</TableHead>
          <TableHead numeric>{t("spam")}</TableHead>
          <TableHead>{t("last")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.key}>
            <TableCell className="min-w-48 [overflow-wrap:anywhere]">
              <Link href={paths.form(row.key)} className="text-accent underline underline-offset-2">
                {row.name}
              </Link>
              <span className="block text-muted text-sm">{t(`formKinds.${row.kind}`)}</span>
            </TableCell>
            <TableCell>
              <StateBadge state={row.state} />
            </TableCell>
            <TableCell numeric>{format.number(row.taken)}</TableCell>
            <TableCell numeric>{format.number(row.spam)}</TableCell>
            <TableCell className="whitespace-nowrap">
              {row.last_at ? format.dateTime(new Date(row.last_at), { dateStyle: "medium" }) : "–"}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
