"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { OutcomeButton } from "#components/work/outcome-dialog.tsx";
import type { Lead } from "#lib/leads/schemas.ts";
import { paths } from "#lib/paths.ts";
import { LeadGroup } from "./lead-group.tsx";

interface LeadHeaderProps {
  lead: Lead;
  mayWrite: boolean;
  currency: string | null;
}

/** Who this is, and what the stored scores say of it now. */
export function LeadHeader({ lead, mayWrite, currency }: LeadHeaderProps) {
  const t = useTranslations("Lead");
  const tLeads = useTranslations("Leads");
  const format = useFormatter();
  const now = useNow();
  const name = lead.name ?? lead.email ?? lead.user_id ?? tLeads("unnamed");
  const primary = lead.scores.find((score) => score.primary) ?? null;
  const facts = [
    lead.owner ? t("owner", { name: lead.owner.name }) : t("noOwner"),
    lead.segments.length > 0
      ? `${t("segments")}: ${format.list(lead.segments.map((segment) => segment.name))}`
      : t("noSegment"),
    lead.last_event_at
      ? t("lastActivity", { date: format.relativeTime(new Date(lead.last_event_at), now) })
      : t("noActivity"),
    t("added", { date: format.dateTime(new Date(lead.created_at), { dateStyle: "medium" }) }),
  ];
  return (
    <>
      <PageHeader
        title={name}
        breadcrumbs={[{ label: tLeads("title"), href: paths.leads() }, { label: name }]}
        badges={
          <>
            <LeadGroup score={primary} objected={lead.objected_at !== null} />
            {primary && <Badge className="text-base tabular-nums">{format.number(primary.total)}</Badge>}
            {primary?.label && <Badge>{t("label", { label: primary.label })}</Badge>}
            <Badge tone="accent">{tLeads(`stages.${lead.stage}`)}</Badge>
          </>
        }
        description={
          lead.email && (
            <span className="flex flex-wrap items-center gap-1">
              <a
                href={`mailto:${encodeURIComponent(lead.email)}`}
                className="py-0.5 underline underline-offset-2 [overflow-wrap:anywhere]"
              >
                {lead.email}
              </a>
              <CopyButton value={lead.email} label={t("copyEmail")} />
            </span>
          )
        }
        actions={mayWrite && <OutcomeButton lead={lead} name={name} currency={currency} />}
      />
      <ul className="-mt-3 mb-6 flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </>
  );
}
