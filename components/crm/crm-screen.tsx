"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { crmQuery } from "#lib/crm/api.ts";
import { ConnectForm } from "./connect-form.tsx";
import { ConnectionCard } from "./connection-card.tsx";

export function CrmScreen() {
  const t = useTranslations("Crm");
  const { data } = useSuspenseQuery(crmQuery());
  return (
    <div className="flex flex-col gap-6">
      {data.items.length === 0 ? (
        <EmptyState kind="first-use" title={t("emptyTitle")}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        data.items.map((connection) => <ConnectionCard key={connection.key} connection={connection} />)
      )}
      <ConnectForm />
    </div>
  );
}
