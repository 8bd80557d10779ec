"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import { paths } from "#lib/paths.ts";
import { sourcesQuery } from "#lib/sources/api.ts";
import type { Source } from "#lib/sources/schemas.ts";
import { SOURCE_TABS, sourceParsers } from "#lib/sources/search-params.ts";
import { InstallTab } from "./install-tab.tsx";
import { LiveTab } from "./live-tab.tsx";
import { ManageTab } from "./manage-tab.tsx";
import { SourceState } from "./source-state.tsx";
import { useCount } from "./use-count.ts";

export interface SourceScreenProps {
  id: number;
  mayManage: boolean;
  /** Public address of this installation; null where it is not set. */
  origin: string | null;
}

export function SourceScreen({ id, mayManage, origin }: SourceScreenProps) {
  const t = useTranslations("Sources");
  const s = useTranslations("Settings.sections");
  const { data } = useSuspenseQuery(sourcesQuery());
  const [{ tab }, setView] = useQueryStates(sourceParsers, { history: "push" });
  const source = data.items.find((one) => one.id === id);
  if (!source) return <EmptyState kind="no-results" title={t("emptyTitle")} headingLevel={1} />;
  const tabs = SOURCE_TABS.filter((one) => one !== "manage" || mayManage);
  return (
    <>
      <PageHeader
        title={source.name}
        badges={<SourceState source={source} />}
        breadcrumbs={[{ label: s("sources"), href: paths.settings("sources") }, { label: source.name }]}
      />
      <Figures source={source} />
      <Tabs
        value={tabs.includes(tab) ? tab : "install"}
        onValueChange={(next) =>
          setView({ tab: SOURCE_TABS.find((one) => one === next) ?? null, message: null })
        }
        className="mt-6"
      >
        <TabsList>
          {tabs.map((one) => (
            <TabsTrigger key={one} value={one}>
              {t(`tabs.${one}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="install">
          <InstallTab source={source} origin={origin} />
        </TabsContent>
        <TabsContent value="live">
          <LiveTab id={id} />
        </TabsContent>
        {mayManage && (
          <TabsContent value="manage">
            <ManageTab source={source} />
          </TabsContent>
        )}
      </Tabs>
    </>
  );
}

function Figures({ source }: { source: Source }) {
  const t = useTranslations("Sources");
  const format = useFormatter();
  const now = useNow();
  const count = useCount();
  const seen = source.last_seen_at ? format.relativeTime(new Date(source.last_seen_at), now) : t("never");
  const figures = [
    { label: t("lastSeen"), value: seen },
    { label: t("events24h"), value: count(source.events_24h) },
    { label: t("refused24h"), value: count(source.refused_24h) },
  ];
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
      {figures.map(({ label, value }) => (
        <div key={label} className="flex flex-col-reverse justify-end">
          <dt className="text-muted text-sm">{label}</dt>
          <dd className="font-semibold text-lg tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
