"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { trafficQuery } from "#lib/traffic/api.ts";
import type { Traffic } from "#lib/traffic/schemas.ts";
import { PatternForm } from "./pattern-form.tsx";
import { PatternsTable } from "./patterns-table.tsx";

/** What does not count and why, and the patterns that a workspace adds to it. */
export function TrafficScreen() {
  const t = useTranslations("Traffic");
  const traffic = useQuery(trafficQuery());
  if (!traffic.data) {
    if (traffic.error) return <ErrorState title={t("error")} onRetry={() => void traffic.refetch()} />;
    return <SkeletonRegion />;
  }
  return (
    <div className="flex flex-col gap-6">
      <Card title={t("reasonsTitle")} description={t("reasonsText")}>
        <ReasonsTable reasons={traffic.data.reasons} />
      </Card>
      <Card title={t("patternsTitle")} description={t("patternsText")}>
        <div className="flex flex-col gap-4">
          <PatternForm />
          {traffic.data.patterns.length === 0 ? (
            <p className="text-muted">{t("empty")}</p>
          ) : (
            <PatternsTable patterns={traffic.data.patterns} />
          )}
        </div>
      </Card>
    </div>
  );
}

function ReasonsTable({ reasons }: Pick<Traffic, "reasons">) {
  const t = useTranslations("Traffic");
  const format = useFormatter();
  return (
    <Table label={t("reasonsTable")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("reason")}</TableHead>
          <TableHead className="text-right">{t("events")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {reasons.map(({ reason, events }) => (
          <TableRow key={reason}>
            <TableCell className="py-2">
              {t(`reasons.${reason}`)}
              <span className="block text-muted text-sm">{t(`meanings.${reason}`)}</span>
            </TableCell>
            <TableCell className="text-right tabular-nums">{format.number(events)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
