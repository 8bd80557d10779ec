"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { Preview } from "#lib/sheets/preview-schemas.ts";
import { GroupPill } from "./group-pill.tsx";

/** Leads by group, now and under the draft, with what changes. */
export function PreviewGroups({ preview }: { preview: Preview }) {
  const t = useTranslations("SheetPreview");
  const format = useFormatter();
  const { groups, excluded, outside, active_version: active, sample } = preview;
  const compares = active !== null;
  const row = (
    key: string,
    label: React.ReactNode,
    { now, draft }: { now: number | null; draft: number },
  ) => (
    <TableRow key={key}>
      <TableCell>{label}</TableCell>
      {compares && <TableCell numeric>{format.number(now ?? 0)}</TableCell>}
      <TableCell numeric>{format.number(draft)}</TableCell>
      {compares && (
        <TableCell numeric>{format.number(draft - (now ?? 0), { signDisplay: "exceptZero" })}</TableCell>
      )}
    </TableRow>
  );
  const some = (pair: { now: number | null; draft: number }) => pair.draft > 0 || (pair.now ?? 0) > 0;
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h2 className="font-semibold text-lg">{t("question")}</h2>
        <p>
          {compares ? t("takeaway", { moved: preview.moved }) : t("first", { leads: sample.leads })}{" "}
          <span className="text-muted">
            {t(sample.exact ? "all" : "sampled", { size: sample.size, leads: sample.leads })}
          </span>
        </p>
      </div>
      <Table label={t("table")} density="compact" containerClassName="max-h-none min-h-0">
        <TableHeader>
          <TableRow>
            <TableHead>{t("group")}</TableHead>
            {compares && <TableHead numeric>{t("now")}</TableHead>}
            <TableHead numeric>{t("draft")}</TableHead>
            {compares && <TableHead numeric>{t("change")}</TableHead>}
          </TableRow>
        </TableHeader>
        <TableBody>
          {groups
            .toReversed()
            .map((group) => row(group.key, <GroupPill groups={groups} group={group.key} />, group))}
          {some(excluded) && row("excluded", t("excluded"), excluded)}
          {some(outside) && row("outside", t("outside"), outside)}
        </TableBody>
      </Table>
    </section>
  );
}
