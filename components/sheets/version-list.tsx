"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { pickVersions } from "#lib/sheets/pick-versions.ts";
import type { Sheet, Version } from "#lib/sheets/schemas.ts";
import { useSignOff } from "./use-sign-off.ts";
import { VersionBadge } from "./version-badge.tsx";

interface VersionListProps {
  sheet: Sheet;
  mayEdit: boolean;
  onView: (number: number) => void;
}

/** All versions, newest first, with who signed them; an earlier one can be made the draft. */
export function VersionList({ sheet, mayEdit, onView }: VersionListProps) {
  const t = useTranslations("Sheets");
  const [asking, setAsking] = useState<number | null>(null);
  const { restore } = useSignOff(sheet.key);
  const { open } = pickVersions(sheet.versions);
  const n = asking ?? 0;
  return (
    <>
      <Table label={t("versionsTable")} containerClassName="max-h-none" updating={restore.isPending}>
        <TableHeader>
          <TableRow>
            <TableHead>{t("number")}</TableHead>
            <TableHead>{t("state")}</TableHead>
            <TableHead>{t("when")}</TableHead>
            <TableHead>{t("signatures")}</TableHead>
            <TableHead>{t("note")}</TableHead>
            <TableHead>{t("actions")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {sheet.versions.map((version) => (
            <TableRow key={version.number}>
              <TableCell className="whitespace-nowrap">{t("version", { n: version.number })}</TableCell>
              <TableCell>
                <VersionBadge state={version.state} />
              </TableCell>
              <TableCell className="min-w-32">
                <When version={version} />
              </TableCell>
              <TableCell>
                {version.signatures.map(({ side, member }) => (
                  <span key={side} className="block whitespace-nowrap">
                    {t(`sides.${side}`)}: {member.name}
                  </span>
                ))}
              </TableCell>
              <TableCell className="max-w-80 [overflow-wrap:anywhere]">{version.note}</TableCell>
              <TableCell>
                <span className="flex gap-2">
                  <Button size="sm" onClick={() => onView(version.number)}>
                    {t("view")}
                  </Button>
                  {mayEdit && version !== open && (
                    <Button size="sm" onClick={() => setAsking(version.number)}>
                      {t("restore")}
                    </Button>
                  )}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(isOpen) => !isOpen && setAsking(null)}
        title={t("restoreTitle", { n })}
        description={`${t("restoreText", { n })} ${open ? t("restoreReplaces") : ""}`}
        confirmText={t("restore")}
        cancelText={t("cancel")}
        onConfirm={() => restore.mutate(n)}
      />
    </>
  );
}

function When({ version }: { version: Version }) {
  const t = useTranslations("Sheets");
  const format = useFormatter();
  const day = (iso: string) => format.dateTime(new Date(iso), { dateStyle: "medium" });
  const { activated_at: from, retired_at: to } = version;
  if (from && to) return t("retiredAt", { from: day(from), to: day(to) });
  if (from) return t("activatedAt", { date: day(from) });
  return t("revision", { date: day(version.updated_at) });
}
