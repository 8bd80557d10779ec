"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import type { LeadView } from "#lib/leads/api.ts";
import type { Lead } from "#lib/leads/schemas.ts";
import { LeadGroup } from "./lead-group.tsx";
import { ScoreLabel } from "./score-label.tsx";

interface ScoresCardProps {
  lead: Lead;
  onView: (change: Partial<LeadView>) => void;
}

/** The lead's stored score on each sheet whose segment it is in; each opens its explanation. */
export function ScoresCard({ lead, onView }: ScoresCardProps) {
  const t = useTranslations("Lead");
  const format = useFormatter();
  if (lead.scores.length < 2) return null;
  return (
    <Card title={t("scores.title")}>
      <ul className="flex flex-col gap-2">
        {lead.scores.map((score) => (
          <li key={score.sheet} className="flex items-center justify-between gap-3">
            <button
              type="button"
              className="min-h-6 min-w-0 text-left text-accent underline underline-offset-2"
              onClick={() => onView({ sheet: score.sheet, version: null })}
            >
              {score.sheet_name}
              {score.primary && <span className="text-muted"> ({t("scores.primary")})</span>}
            </button>
            <span className="flex shrink-0 items-center gap-2">
              <LeadGroup score={score} />
              <ScoreLabel label={score.label} />
              <span className="font-medium tabular-nums">{format.number(score.total)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
