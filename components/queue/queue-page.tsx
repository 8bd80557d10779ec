"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import Link from "next/link";
import { useNow, useTranslations } from "next-intl";
import { parseAsInteger, parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { queueQuery } from "#lib/queue/api.ts";
import type { Handover } from "#lib/queue/schemas.ts";
import { QUEUE_VIEWS, type QueueView, viewInput } from "#lib/queue/views.ts";
import { HandoverDrawer } from "./handover-drawer.tsx";
import { QueueTable } from "./queue-table.tsx";
import { RejectDialog } from "./reject-dialog.tsx";
import { useDecisions } from "./use-decisions.ts";
import { useQueueKeys } from "./use-queue-keys.ts";
import { useShown } from "./use-shown.ts";

export interface QueuePageProps {
  mayWork: boolean;
  myId: number | null;
  reasons: readonly string[];
  hasActiveSheet: boolean;
}

const viewParser = parseAsStringLiteral(QUEUE_VIEWS).withDefault("open").withOptions({ history: "push" });
const leadParser = parseAsInteger.withOptions({ history: "push" });
const PAGE = 50;
const MOST = 200;

export function QueuePage({ mayWork, myId, reasons, hasActiveSheet }: QueuePageProps) {
  const t = useTranslations("Queue");
  const now = useNow({ updateInterval: 30_000 });
  const [view, setView] = useQueryState("view", viewParser);
  const [openId, setOpenId] = useQueryState("handover", leadParser);
  const [limit, setLimit] = useState(PAGE);
  const [rejecting, setRejecting] = useState<Handover | null>(null);
  const { data, error, refetch } = useQuery(queueQuery({ ...viewInput(view), limit }));
  const shown = useShown(data?.handovers ?? [], view);
  const { rows, fresh } = shown;
  const { accept, reject, reopen, undoLast } = useDecisions(shown);
  const opened = rows.find(({ handover }) => handover.id === openId)?.handover;
  const open = (handover: Handover) => void setOpenId(handover.id);
  const current = useQueueKeys({
    rows: rows.map(({ handover }) => handover),
    enabled: rejecting === null,
    mayWork,
    onOpen: open,
    onAccept: accept.mutate,
    onReject: setRejecting,
    onUndo: undoLast,
  });
  const close = () => void setOpenId(null);
  return (
    <>
      <PageHeader title={t("title")} description={mayWork ? t("description") : t("readOnly")} />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <SegmentedControl
          label={t("view")}
          value={view}
          onValueChange={(next) => void setView(next)}
          options={QUEUE_VIEWS.map((one) => ({ value: one, label: t(`views.${one}`) }))}
        />
        <div role="status">
          {fresh > 0 && (
            <Button size="sm" variant="primary" className="rounded-full" onClick={shown.refresh}>
              <ArrowUp aria-hidden />
              {t("new", { n: fresh })}
            </Button>
          )}
        </div>
      </div>
      {error && !data && (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => refetch()}
        />
      )}
      {!error && !data && <SkeletonRegion />}
      {data && rows.length === 0 && (
        <QueueEmpty view={view} hasActiveSheet={hasActiveSheet} onShowAll={() => void setView("all")} />
      )}
      {rows.length > 0 && (
        <QueueTable
          rows={rows}
          currentId={current}
          mayWork={mayWork}
          myId={myId}
          now={now}
          isDecided={view === "decided"}
          onOpen={open}
          onAccept={accept.mutate}
          onReject={setRejecting}
          onReopen={reopen.mutate}
        />
      )}
      {data?.next_cursor && limit < MOST && (
        <Button className="mt-3" onClick={() => setLimit(MOST)}>
          {t("more")}
        </Button>
      )}
      {opened && (
        <HandoverDrawer
          handover={opened}
          mayWork={mayWork}
          now={now}
          onClose={close}
          onAccept={(handover) => {
            close();
            accept.mutate(handover);
          }}
          onReject={(handover) => {
            close();
            setRejecting(handover);
          }}
        />
      )}
      {rejecting && (
        <RejectDialog
          handover={rejecting}
          reasons={reasons}
          onReject={(given) => reject.mutate({ handover: rejecting, ...given })}
          onClose={() => setRejecting(null)}
        />
      )}
    </>
  );
}

interface QueueEmptyProps {
  view: QueueView;
  hasActiveSheet: boolean;
  onShowAll: () => void;
}

function QueueEmpty({ view, hasActiveSheet, onShowAll }: QueueEmptyProps) {
  const t = useTranslations("Queue");
  if (view === "decided") {
    return (
      <EmptyState kind="first-use" title={t("emptyDecidedTitle")}>
        {t("emptyDecided")}
      </EmptyState>
    );
  }
  if (!hasActiveSheet) {
    return (
      <EmptyState
        kind="first-use"
        title={t("emptyTitle")}
        action={
          <Button asChild variant="primary">
            <Link href={paths.sheets()}>{t("toSheets")}</Link>
          </Button>
        }
      >
        {t("emptyPilot")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      kind="all-done"
      title={t("emptyTitle")}
      action={view === "open" && <Button onClick={onShowAll}>{t("showAll")}</Button>}
    >
      {view === "open" ? t("emptyMine") : t("empty")}
    </EmptyState>
  );
}
