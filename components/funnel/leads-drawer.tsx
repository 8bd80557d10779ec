"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Drawer, DrawerContent } from "#components/ui/drawer.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { funnelExportPath, funnelLeadsQuery, type NumberSpec } from "#lib/funnel/api.ts";
import { PARTS } from "#lib/funnel/schemas.ts";
import { ApiError } from "#lib/http/client.ts";
import { STAGES } from "#lib/leads/stages.ts";
import { paths } from "#lib/paths.ts";
import { useFunnelState } from "./use-funnel-state.ts";
import { useWords } from "./use-words.ts";

/** The leads behind the number that the URL names. */
export function LeadsDrawer() {
  const { number, close } = useFunnelState();
  return (
    <Drawer open={number !== null} onOpenChange={(open) => !open && close()}>
      {number !== null && <Leads number={number} />}
    </Drawer>
  );
}

function Leads({ number }: { number: NumberSpec }) {
  const t = useTranslations("Funnel");
  const words = useWords();
  const { state } = useFunnelState();
  const stage = STAGES.find((one) => one === number.stage) ?? "lead";
  const part = PARTS.find((one) => one === number.part) ?? "all";
  return (
    <DrawerContent
      className="max-w-lg"
      title={t(`parts.${part}`, { stage: words.stage(stage), days: state.horizon_days })}
      description={t("listNote")}
      footer={
        <Button asChild>
          <a href={funnelExportPath(state, number)} download>
            <Download aria-hidden />
            {t("exportLeads")}
          </a>
        </Button>
      }
    >
      <LeadList number={number} />
    </DrawerContent>
  );
}

function LeadList({ number }: { number: NumberSpec }) {
  const t = useTranslations("Funnel");
  const format = useFormatter();
  const words = useWords();
  const { state } = useFunnelState();
  const query = useInfiniteQuery(funnelLeadsQuery(state, number));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <SkeletonRegion rows={6} />;
  if (query.isError && items.length === 0)
    return (
      <ErrorState
        requestId={query.error instanceof ApiError ? query.error.requestId : null}
        onRetry={() => void query.refetch()}
      />
    );
  if (items.length === 0)
    return (
      <EmptyState kind="no-results" headingLevel={3} title={t("noLeadsTitle")}>
        {t("noLeads")}
      </EmptyState>
    );
  const date = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium" });
  return (
    <>
      <ul className="flex flex-col divide-y">
        {items.map((lead) => (
          <li key={lead.id} className="flex flex-col py-2">
            <Link
              href={paths.lead(lead.id)}
              className="w-fit max-w-full truncate font-medium text-accent underline underline-offset-2"
            >
              {lead.name ?? lead.email ?? t("unnamed", { id: lead.id })}
            </Link>
            <span className="text-muted text-sm">
              {t("leadLine", {
                ...{
                  entered: date(lead.entered_at),
                  stage: words.stage(lead.stage),
                  since: date(lead.since),
                },
              })}
              {lead.owner && ` · ${lead.owner.name}`}
            </span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          className="mt-3"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </>
  );
}
