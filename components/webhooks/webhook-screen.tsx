"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import { paths } from "#lib/paths.ts";
import { endpointsQuery } from "#lib/webhooks/api.ts";
import { WEBHOOK_TABS, webhookParsers } from "#lib/webhooks/search-params.ts";
import { DeliveriesTab } from "./deliveries-tab.tsx";
import { ManageWebhook } from "./manage-webhook.tsx";
import { TestCard } from "./test-card.tsx";
import { WebhookState } from "./webhook-state.tsx";

export function WebhookScreen({ webhookKey }: { webhookKey: string }) {
  const t = useTranslations("Webhooks");
  const s = useTranslations("Settings.sections");
  const { data } = useSuspenseQuery(endpointsQuery());
  const [{ tab, state }, setView] = useQueryStates(webhookParsers, { history: "push" });
  const webhook = data.items.find(({ key }) => key === webhookKey);
  if (!webhook) return <EmptyState kind="no-results" title={t("goneTitle")} headingLevel={1} />;
  return (
    <>
      <PageHeader
        title={webhook.name}
        badges={<WebhookState webhook={webhook} />}
        description={<code className="text-sm [overflow-wrap:anywhere]">{webhook.url}</code>}
        breadcrumbs={[{ label: s("webhooks"), href: paths.settings("webhooks") }, { label: webhook.name }]}
      />
      <TestCard webhookKey={webhook.key} />
      <Tabs
        value={tab}
        onValueChange={(next) =>
          setView({ tab: WEBHOOK_TABS.find((one) => one === next) ?? null, state: null })
        }
        className="mt-6"
      >
        <TabsList>
          {WEBHOOK_TABS.map((one) => (
            <TabsTrigger key={one} value={one}>
              {t(`tabs.${one}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="deliveries">
          <DeliveriesTab webhook={webhook} state={state} onState={(next) => setView({ state: next })} />
        </TabsContent>
        <TabsContent value="manage">
          <ManageWebhook webhook={webhook} />
        </TabsContent>
      </Tabs>
    </>
  );
}
