"use client";

import { columnVisibilityFeature, createColumnHelper, tableFeatures } from "@tanstack/react-table";
import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import type { LeadItem, Sort } from "#lib/leads/schemas.ts";
import { paths } from "#lib/paths.ts";
import type { OptionalColumn } from "./column-choice.ts";
import { LeadGroup } from "./lead-group.tsx";

export const features = tableFeatures({ columnVisibilityFeature });
const helper = createColumnHelper<typeof features, LeadItem>();

/** Sorts behind a column's head: the first is what a click on it begins with. */
export const SORTS_OF: Partial<Record<OptionalColumn, [Sort, Sort?]>> = {
  score: ["-score", "score"],
  created_at: ["-created", "created"],
  last_event_at: ["-last_event"],
};
export const NUMERIC: readonly string[] = ["score", "likelihood"];

export const columns = helper.columns([
  helper.display({ id: "lead", cell: ({ row }) => <LeadCell lead={row.original} /> }),
  helper.display({
    id: "group",
    cell: ({ row: { original } }) => <LeadGroup score={original.score} objected={original.objected} />,
  }),
  helper.display({ id: "score", cell: ({ row }) => <ScoreCell lead={row.original} /> }),
  helper.display({ id: "label", cell: ({ row }) => row.original.score?.label ?? "–" }),
  helper.display({ id: "likelihood", cell: ({ row }) => <LikelihoodCell lead={row.original} /> }),
  helper.display({ id: "sheet", cell: ({ row }) => row.original.score?.sheet_name ?? "–" }),
  helper.display({ id: "stage", cell: ({ row }) => <StageCell lead={row.original} /> }),
  helper.display({ id: "owner", cell: ({ row }) => row.original.owner?.name ?? "–" }),
  helper.display({ id: "last_event_at", cell: ({ row }) => <InstantCell at={row.original.last_event_at} /> }),
  helper.display({ id: "created_at", cell: ({ row }) => <InstantCell at={row.original.created_at} /> }),
  helper.display({ id: "user_id", cell: ({ row }) => row.original.user_id ?? "–" }),
]);

function LeadCell({ lead }: { lead: LeadItem }) {
  const t = useTranslations("Leads");
  const name = lead.name ?? lead.email ?? lead.user_id ?? t("unnamed");
  return (
    <span className="block max-w-64 py-1">
      <Link
        href={paths.lead(lead.id)}
        className="block truncate font-medium underline-offset-2 hover:underline"
        title={name}
      >
        {name}
      </Link>
      {lead.email && lead.email !== name && (
        <span className="block truncate text-muted text-sm" title={lead.email}>
          {lead.email}
        </span>
      )}
    </span>
  );
}

function ScoreCell({ lead }: { lead: LeadItem }) {
  const t = useTranslations("Leads");
  const format = useFormatter();
  if (!lead.score) return <span className="text-muted text-sm">{t("notScored")}</span>;
  return <span className="font-medium">{format.number(lead.score.total)}</span>;
}

function LikelihoodCell({ lead }: { lead: LeadItem }) {
  const format = useFormatter();
  if (lead.likelihood === null) return "–";
  return format.number(lead.likelihood, { style: "percent", maximumFractionDigits: 1 });
}

function StageCell({ lead }: { lead: LeadItem }) {
  const t = useTranslations("Leads");
  return t(`stages.${lead.stage}`);
}

function InstantCell({ at }: { at: string | null }) {
  const t = useTranslations("Leads");
  const format = useFormatter();
  const now = useNow();
  if (at === null) return <span className="text-muted">{t("never")}</span>;
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      title={format.dateTime(date, { dateStyle: "long", timeStyle: "short" })}
      className="whitespace-nowrap"
    >
      {format.relativeTime(date, now)}
    </time>
  );
}
