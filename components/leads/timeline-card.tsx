"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { type LeadView, timelineOptions } from "#lib/leads/api.ts";
import { can, type Role } from "#lib/permissions.ts";
import { TimelineRow } from "./timeline-row.tsx";

interface TimelineCardProps {
  id: string;
  view: LeadView;
  role: Role;
}

/** All that happened, newest first, with what each event gives under the version shown. */
export function TimelineCard({ id, view, role }: TimelineCardProps) {
  const t = useTranslations("Lead.timeline");
  const query = useInfiniteQuery(timelineOptions(id, view));
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Card title={t("title")}>
      {query.error && !items ? (
        <ErrorState
          headingLevel={3}
          requestId={query.error instanceof ApiError ? query.error.requestId : null}
          onRetry={() => void query.refetch()}
        />
      ) : !items ? (
        <SkeletonRegion />
      ) : items.length === 0 ? (
        <p className="text-muted">{t("empty")}</p>
      ) : (
        <Updating active={query.isPlaceholderData}>
          <ol className="flex flex-col">
            {items.map((item) => (
              <TimelineRow
                key={`${item.kind} ${item.id}`}
                lead={id}
                item={item}
                mayDecide={can(role, "traffic:manage")}
              />
            ))}
          </ol>
          <div className="mt-3 text-center">
            {query.hasNextPage ? (
              <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("more")}
              </Button>
            ) : (
              <p className="text-muted text-sm">{t("end")}</p>
            )}
          </div>
        </Updating>
      )}
    </Card>
  );
}
