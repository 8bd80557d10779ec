"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import type { CrmConnection } from "#lib/crm/schemas.ts";
import { Conflicts } from "./conflicts.tsx";
import { ConnectionActions } from "./connection-actions.tsx";
import { ConnectionState } from "./connection-state.tsx";
import { CredentialsForm } from "./credentials-form.tsx";
import { DryRunPanel } from "./dry-run-panel.tsx";
import { Failures } from "./failures.tsx";
import { MappingForm } from "./mapping-form.tsx";

const TONES = { active: "success", paused: "caution", refused: "danger" } as const;
const TABS = ["state", "mapping", "dryRun", "conflicts", "failures", "credentials"] as const;

export function ConnectionCard({ connection }: { connection: CrmConnection }) {
  const t = useTranslations("Crm");
  const { key, name, kind, state, failed, open_conflicts } = connection;
  const counts: Partial<Record<(typeof TABS)[number], number>> = {
    conflicts: open_conflicts,
    failures: failed,
  };
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {name} <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        </span>
      }
      description={`${t(`kinds.${kind}`)} · ${connection.base_url}`}
      actions={<ConnectionActions connection={connection} />}
    >
      <Tabs defaultValue="state">
        <TabsList aria-label={t("parts", { name })}>
          {TABS.map((tab) => (
            <TabsTrigger key={tab} value={tab}>
              {t(`tabs.${tab}`)}
              {(counts[tab] ?? 0) > 0 && ` (${counts[tab]})`}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="state">
          <ConnectionState connection={connection} />
        </TabsContent>
        <TabsContent value="mapping">
          <MappingForm key={JSON.stringify(connection.settings)} connection={connection} />
        </TabsContent>
        <TabsContent value="dryRun">
          <DryRunPanel connectionKey={key} />
        </TabsContent>
        <TabsContent value="conflicts">
          <Conflicts connectionKey={key} />
        </TabsContent>
        <TabsContent value="failures">
          <Failures connectionKey={key} />
        </TabsContent>
        <TabsContent value="credentials">
          <CredentialsForm connection={connection} />
        </TabsContent>
      </Tabs>
    </Card>
  );
}
