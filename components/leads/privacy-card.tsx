"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { Lead } from "#lib/leads/schemas.ts";
import { apiPaths } from "#lib/paths.ts";
import { can, type Role } from "#lib/permissions.ts";
import { consentsQuery } from "#lib/privacy/api.ts";
import type { Consent } from "#lib/privacy/schemas.ts";
import { ConsentDialog } from "./consent-dialog.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { usePurposeName } from "./use-purpose-name.ts";

/** What the person allows and forbids, and what can be done for them: objection, export, erasure. */
export function PrivacyCard({ lead, role }: { lead: Lead; role: Role }) {
  const t = useTranslations("Lead.privacy");
  const { data } = useQuery(consentsQuery(String(lead.id)));
  const objected = lead.objected_at !== null;
  return (
    <Card title={t("title")}>
      {data && data.now.length === 0 && <p className="text-muted">{t("none")}</p>}
      {data && data.now.length > 0 && (
        <ul className="flex flex-col gap-3">
          {data.now.map((consent) => (
            <ConsentItem key={consent.id} consent={consent} />
          ))}
        </ul>
      )}
      {data && data.history.length > data.now.length && (
        <details className="mt-3">
          <summary className="min-h-6 cursor-pointer text-accent">{t("history")}</summary>
          <ul className="mt-2 flex flex-col gap-3">
            {data.history.map((consent) => (
              <ConsentItem key={consent.id} consent={consent} />
            ))}
          </ul>
        </details>
      )}
      {can(role, "privacy:object") && (
        <div className="mt-4 flex flex-wrap gap-2">
          <ConsentDialog
            lead={lead}
            purpose="profiling"
            state={objected ? "granted" : "denied"}
            label={objected ? t("lift") : t("object")}
          />
          <ConsentDialog lead={lead} label={t("record")} />
        </div>
      )}
      {can(role, "privacy:manage") && (
        <div className="mt-4 flex flex-wrap gap-2 border-t pt-4">
          <Button asChild>
            <a href={apiPaths.leadExport(lead.id)} download={`lead-${lead.id}.json`}>
              <Download aria-hidden />
              {t("export")}
            </a>
          </Button>
          <EraseDialog lead={lead} />
        </div>
      )}
    </Card>
  );
}

function ConsentItem({ consent }: { consent: Consent }) {
  const t = useTranslations("Lead.privacy");
  const nameOf = usePurposeName();
  const format = useFormatter();
  const at = format.dateTime(new Date(consent.at), { dateStyle: "medium", timeStyle: "short" });
  const from = consent.by?.name ?? consent.source?.name ?? t(`origins.${consent.origin}`);
  return (
    <li>
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">{nameOf(consent.purpose)}</span>
        <Badge tone={consent.state === "granted" ? "success" : "caution"}>
          {t(`states.${consent.state}`)}
        </Badge>
      </span>
      <span className="block text-muted text-sm">
        {from} · {at}
      </span>
      {consent.note && <span className="block text-sm [overflow-wrap:anywhere]">{consent.note}</span>}
    </li>
  );
}
