"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { membersQuery } from "#lib/members/api.ts";
import { ChangeMember } from "./change-member.tsx";
import { RemoveMember } from "./remove-member.tsx";

export function MembersTable({ manages }: { manages: boolean }) {
  const t = useTranslations("Settings");
  const roles = useTranslations("Shell.roles");
  const format = useFormatter();
  const { data, isFetching } = useSuspenseQuery(membersQuery());
  return (
    <Table label={t("members.table")} updating={isFetching} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("members.name")}</TableHead>
          <TableHead>{t("members.role")}</TableHead>
          <TableHead>{t("members.signsFor")}</TableHead>
          <TableHead>{t("members.joined")}</TableHead>
          {manages && (
            <TableHead>
              <span className="sr-only">{t("members.actions")}</span>
            </TableHead>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {data.members.map((member) => (
          <TableRow key={member.id}>
            <TableCell className="min-w-48 py-2">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{member.name}</span>
                {member.is_you && <Badge>{t("you")}</Badge>}
              </span>
              <span className="block text-muted text-sm [overflow-wrap:anywhere]">{member.email}</span>
            </TableCell>
            <TableCell>{roles(member.role)}</TableCell>
            <TableCell>{member.signs_for ? t(`sides.${member.signs_for}`) : "–"}</TableCell>
            <TableCell className="whitespace-nowrap">
              {format.dateTime(new Date(member.joined_at), { dateStyle: "medium" })}
            </TableCell>
            {manages && (
              <TableCell>
                <span className="flex justify-end gap-2">
                  <ChangeMember member={member} />
                  <RemoveMember member={member} />
                </span>
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
