"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { can, type Role } from "#lib/permissions.ts";
import { routingQuery } from "#lib/routing/api.ts";
import { SlaForm } from "./sla-form.tsx";
import { TeamsCard } from "./teams-card.tsx";
import { WorkersCard } from "./workers-card.tsx";

export function TeamsScreen({ role, myId }: { role: Role; myId: number | null }) {
  const t = useTranslations("Routing");
  const { data } = useSuspenseQuery(routingQuery());
  const manages = can(role, "routing:manage");
  return (
    <div className="flex flex-col gap-6">
      {!manages && <Alert>{t("onlyAdmins")}</Alert>}
      <TeamsCard routing={data} manages={manages} />
      <WorkersCard routing={data} manages={manages} myId={can(role, "absences:write") ? myId : null} />
      <SlaForm manages={manages} />
    </div>
  );
}
