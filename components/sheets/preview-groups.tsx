"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { Preview } from "#lib/sheets/preview-schemas.ts";
import { GroupPill } from "./group-pill.tsx";

interface PreviewGroupsProps {
  preview: Preview;
  onMovers: (group: string, direction: "enter" | "leave") => void;
}

/** Leads by group, now and under the draft, and how many enter and leave each; these open the list. */
export function PreviewGroups({ preview, onMovers }: PreviewGroupsProps) {
  const t = useTranslations("SheetPreview");
  const format = useFormatter();
  const { groups, excluded, outside, active_version: active, sample, moves } = preview;
  const compares = active !== null;
  const sum = (of: (move: Preview["moves"][number]) => boolean) =>
    moves.filter(of).reduce((total, { leads }) => total + leads, 0);
  const row = (
    key: string,
    label: React.ReactNode,
    { now, draft }: { now: number | null; draft: number },
    moving?: { enter: React.ReactNode; leave: React.ReactNode },
  ) => (
    <TableRow key={key}>
      <TableCell className="px-2">{label}</TableCell>
      {compares && (
        <TableCell numeric className="px-2">
          {format.number(now ?? 0)}
        </TableCell>
      )}
      <TableCell numeric className="px-2">
        {format.number(draft)}
      </TableCell>
      {compares && (
        <>
          <TableCell numeric className="px-2">
            {moving?.enter}
          </TableCell>
          <TableCell numeric className="px-2">
            {moving?.leave}
          </TableCell>
        </>
      )}
    </TableRow>
  );
  const link = (group: Preview["groups"][number], direction: "enter" | "leave", leads: number) => {
    const figure = `${direction === "enter" ? "+" : "−"}${format.number(leads)}`;
    if (leads === 0) return <span className="text-muted">0</span>;
    return (
      <button
        type="button"
        className="min-h-6 rounded-sm font-medium text-accent tabular-nums underline underline-offset-2"
        aria-label={t(direction === "enter" ? "enterGroup" : "leaveGroup", { leads, group: group.name })}
        onClick={() => onMovers(group.key, direction)}
      >
        {figure}
      </button>
    );
  };
  const some = (pair: { now: number | null; draft: number }) => pair.draft > 0 || (pair.now ?? 0) > 0;
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h3 className="font-semibold text-lg">{t("question")}</h3>
        <p data-testid="preview-takeaway">
          {compares ? t("takeaway", { moved: preview.moved }) : t("first", { leads: sample.leads })}{" "}
          <span className="text-muted">
            {t(sample.exact ? "all" : "sampled", {
              size: sample.size,
              leads: sample.leads,
              margin: sample.margin,
            })}
          </span>
        </p>
      </div>
      <Table label={t("table")} density="compact" containerClassName="max-h-none min-h-0">
        <TableHeader>
          <TableRow>
            <TableHead className="px-2">{t("group")}</TableHead>
            {compares && (
              <TableHead numeric className="px-2">
                {t("now")}
              </TableHead>
            )}
            <TableHead numeric className="px-2">
              {t("draft")}
            </TableHead>
            {compares && (
              <>
                <TableHead numeric className="px-2">
                  {t("enter")}
                </TableHead>
                <TableHead numeric className="px-2">
                  {t("leave")}
                </TableHead>
              </>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {groups.toReversed().map((group) =>
            row(group.key, <GroupPill groups={groups} group={group.key} />, group, {
              enter: link(
                group,
                "enter",
                sum((move) => move.to === group.key),
              ),
              leave: link(
                group,
                "leave",
                sum((move) => move.from === group.key),
              ),
            }),
          )}
          {some(excluded) && row("excluded", t("excluded"), excluded)}
          {some(outside) && row("outside", t("outside"), outside)}
        </TableBody>
      </Table>
    </section>
  );
}
