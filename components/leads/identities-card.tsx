"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import type { Lead } from "#lib/leads/schemas.ts";
import { JoinDialog } from "./join-dialog.tsx";
import { JoinsList } from "./joins-list.tsx";

/** Every id under which the lead is known, and the joins that made it one lead. */
export function IdentitiesCard({ lead, mayJoin }: { lead: Lead; mayJoin: boolean }) {
  const t = useTranslations("Lead.identities");
  return (
    <Card title={t("title")} actions={mayJoin && <JoinDialog lead={lead} />}>
      <ul className="flex flex-col gap-2">
        {lead.identities.map(({ kind, value }) => (
          <li key={`${kind}:${value}`}>
            <span className="block text-muted text-sm">{t(kind)}</span>
            <span className="[overflow-wrap:anywhere]">{value}</span>
          </li>
        ))}
      </ul>
      <JoinsList lead={lead} mayUndo={mayJoin} />
    </Card>
  );
}
