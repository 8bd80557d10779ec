"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { deliveriesQuery, endpointsQuery, replayDead } from "#lib/webhooks/api.ts";
import type { Endpoint } from "#lib/webhooks/schemas.ts";
import { DELIVERY_STATES, type DeliveryState } from "#lib/webhooks/states.ts";
import { DeliveriesTable } from "./deliveries-table.tsx";

const REFRESH_MS = 5_000;

interface DeliveriesTabProps {
  webhook: Endpoint;
  state: DeliveryState | null;
  onState: (state: DeliveryState | null) => void;
}

export function DeliveriesTab({ webhook, state, onState }: DeliveriesTabProps) {
  const t = useTranslations("Webhooks");
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SegmentedControl
          label={t("filter")}
          value={state ?? "all"}
          onValueChange={(next) => onState(next === "all" ? null : next)}
          options={(["all", ...DELIVERY_STATES] as const).map((value) => ({
            value,
            label: t(`deliveryStates.${value}`),
          }))}
        />
        {webhook.dead > 0 && webhook.state === "enabled" && <ReplayDead webhookKey={webhook.key} />}
      </div>
      <Deliveries webhook={webhook} state={state} />
    </div>
  );
}

function Deliveries({ webhook, state }: Pick<DeliveriesTabProps, "webhook" | "state">) {
  const t = useTranslations("Webhooks");
  const found = useInfiniteQuery({ ...deliveriesQuery(webhook.key, state), refetchInterval: REFRESH_MS });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isPending) return <SkeletonRegion rows={6} />;
  if (found.isError && items.length === 0) {
    const requestId = found.error instanceof ApiError ? found.error.requestId : null;
    return <ErrorState requestId={requestId} onRetry={() => found.refetch()} />;
  }
  if (items.length === 0) {
    return state === null ? (
      <EmptyState kind="first-use" title={t("noDeliveriesTitle")}>
        {t("noDeliveriesText")}
      </EmptyState>
    ) : (
      <EmptyState kind="no-results" title={t("noneInStateTitle")}>
        {t("noneInStateText")}
      </EmptyState>
    );
  }
  return (
    <>
      <DeliveriesTable items={items} webhook={webhook} />
      {found.hasNextPage && (
        <Button
          className="self-center"
          pending={found.isFetchingNextPage}
          onClick={() => found.fetchNextPage()}
        >
          {t("older")}
        </Button>
      )}
    </>
  );
}

function ReplayDead({ webhookKey }: { webhookKey: string }) {
  const t = useTranslations("Webhooks");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const replay = useMutation({
    mutationFn: replayDead,
    onError,
    onSuccess({ replayed }) {
      showToast("success", t("replayedAll", { n: replayed }));
      return queryClient.invalidateQueries(endpointsQuery());
    },
  });
  return (
    <ConfirmDialog
      trigger={<Button pending={replay.isPending}>{t("replayAll")}</Button>}
      title={t("replayAllTitle")}
      description={t("replayAllText")}
      confirmText={t("replayAll")}
      cancelText={t("cancel")}
      onConfirm={() => replay.mutate(webhookKey)}
    />
  );
}
