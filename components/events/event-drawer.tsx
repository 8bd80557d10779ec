"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Drawer, DrawerContent } from "#components/ui/drawer.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { eventNameQuery } from "#lib/events/api.ts";
import type { EventDetail, RuleUse } from "#lib/events/schemas.ts";
import { ApiError } from "#lib/http/client.ts";
import { RuleUses } from "./rule-uses.tsx";

interface EventDrawerProps {
  name: string;
  rules: readonly RuleUse[];
  onClose: () => void;
}

/** What an event carries and which rules count it. */
export function EventDrawer({ name, rules, onClose }: EventDrawerProps) {
  const t = useTranslations("EventCatalogue");
  const detail = useQuery(eventNameQuery(name));
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <DrawerContent title={name}>
        <div className="flex flex-col gap-6">
          <section>
            <h3 className="mb-1 font-medium">{t("usedIn")}</h3>
            {rules.length > 0 ? <RuleUses rules={rules} /> : <p className="text-muted">{t("usedNowhere")}</p>}
          </section>
          <section>
            <h3 className="mb-1 font-medium">{t("properties")}</h3>
            {properties()}
          </section>
        </div>
      </DrawerContent>
    </Drawer>
  );

  function properties() {
    if (detail.isPending) return <SkeletonRegion rows={4} />;
    if (detail.isError) {
      const { error } = detail;
      if (error instanceof ApiError && error.status === 404) return <p className="text-muted">{t("gone")}</p>;
      return (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => detail.refetch()}
        />
      );
    }
    if (detail.data.properties.length === 0) return <p className="text-muted">{t("noProperties")}</p>;
    return (
      <>
        <ul className="flex flex-col gap-4">
          {detail.data.properties.map((property) => (
            <Property key={property.name} property={property} />
          ))}
        </ul>
        {detail.data.properties.some((property) => property.varied) && (
          <p className="mt-4 text-muted text-sm">{t("varied")}</p>
        )}
      </>
    );
  }
}

function Property({ property }: { property: EventDetail["properties"][number] }) {
  const t = useTranslations("EventCatalogue");
  const format = useFormatter();
  return (
    <li>
      <div className="flex flex-wrap items-center gap-2">
        <code className="font-medium">{property.name}</code>
        {property.different > 0 && (
          <span className="text-muted text-sm">{t("different", { n: property.different })}</span>
        )}
        {property.varied && <Badge>{t("variedBadge")}</Badge>}
      </div>
      <dl className="mt-1 grid grid-cols-[1fr_max-content] gap-x-4">
        {property.values.map(({ value, events }) => (
          <div key={value} className="contents">
            <dt className="text-muted [overflow-wrap:anywhere]">{value}</dt>
            <dd className="text-right tabular-nums">{format.number(events)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
