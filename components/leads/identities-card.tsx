"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import type { Lead } from "#lib/leads/schemas.ts";

/** Every id under which the lead is known. */
export function IdentitiesCard({ lead }: { lead: Lead }) {
  const t = useTranslations("Lead.identities");
  return (
    <Card title={t("title")}>
      <ul className="flex flex-col gap-2">
        {lead.identities.map(({ kind, value }) => (
          <li key={`${kind}:${value}`}>
            <span className="block text-muted text-sm">{t(kind)}</span>
            <span className="[overflow-wrap:anywhere]">{value}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
