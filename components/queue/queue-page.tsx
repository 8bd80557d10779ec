"use client";

import { ArrowUp, Download, History } from "lucide-react";
import { useNow, useTranslations } from "next-intl";
import { parseAsBoolean, parseAsInteger, useQueryState } from "nuqs";
import { useState } from "react";
import { SpeedToLead } from "#components/routing/speed-to-lead.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { SavedViews } from "#components/views/saved-views.tsx";
import { OutcomeDialog } from "#components/work/outcome-dialog.tsx";
import { ApiError } from "#lib/http/client.ts";
import { queueExportPath } from "#lib/queue/api.ts";
import { MOST_AT_ONCE } from "#lib/queue/bulk-schemas.ts";
import type { QueueSetting } from "#lib/queue/get-queue-setting.ts";
import type { Handover } from "#lib/queue/schemas.ts";
import { QUEUE_VIEWS, queueInput } from "#lib/queue/views.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { DeedsDrawer } from "./deeds-drawer.tsx";
import { HandoverDrawer } from "./handover-drawer.tsx";
import { QueueEmpty } from "./queue-empty.tsx";
import { hasFilters, NO_FILTERS, QueueFilters } from "./queue-filters.tsx";
import { QueueTable } from "./queue-table.tsx";
import { RejectDialog } from "./reject-dialog.tsx";
import { useDecisions } from "./use-decisions.ts";
import { useLeadName } from "./use-lead-name.ts";
import { useQueueKeys } from "./use-queue-keys.ts";
import { useQueueList } from "./use-queue-list.ts";
import { useSelection } from "./use-selection.ts";

export interface QueuePageProps {
  mayWork: boolean;
  mayReassign: boolean;
  mayExport: boolean;
  mayWrite: boolean;
  myId: number | null;
  setting: QueueSetting;
}

const openParser = parseAsInteger.withOptions({ history: "push" });
const deedsParser = parseAsBoolean.withDefault(false).withOptions({ history: "push" });

export function QueuePage({ mayWork, mayReassign, mayExport, mayWrite, myId, setting }: QueuePageProps) {
  const t = useTranslations("Queue");
  const now = useNow({ updateInterval: 30_000 });
  const nameOf = useLeadName();
  const [openId, setOpenId] = useQueryState("handover", openParser);
  const [deedsOpen, setDeedsOpen] = useQueryState("deeds", deedsParser);
  const [rejecting, setRejecting] = useState<readonly Handover[]>([]);
  const [outcomeOf, setOutcomeOf] = useState<Handover | null>(null);
  const list = useQueueList();
  const { state, query, shown, change } = list;
  const { rows, fresh } = shown;
  const decisions = useDecisions(shown);
  const { accept, reject, claim, release, reopen, bulk, undoLast } = decisions;
  const open = (handover: Handover) => void setOpenId(handover.id);
  const close = () => void setOpenId(null);
  const isDecided = state.view === "decided" || state.view === "working";
  const choosable = rows.flatMap(({ handover, gone }) =>
    gone || handover.state !== "open" ? [] : [handover.id],
  );
  const selection = useSelection(mayReassign ? choosable : [], MOST_AT_ONCE);
  const chosen = [...selection.ids];
  const current = useQueueKeys({
    rows: rows.map(({ handover }) => handover),
    enabled: rejecting.length === 0 && outcomeOf === null,
    mayWork,
    onOpen: open,
    onAccept: accept.mutate,
    onReject: (handover) => setRejecting([handover]),
    onClaim: claim.mutate,
    onOutcome: setOutcomeOf,
    onSelect: (handover) => selection.toggle(handover.id),
    onUndo: () => {
      if (!undoLast()) void setDeedsOpen(true);
    },
  });
  const shownRow = rows.find(({ handover }) => handover.id === openId)?.handover;
  const opened = shownRow && (list.became(shownRow.id) ?? shownRow);
  const clear = () => selection.setAll(false);
  const act = { onOpen: open, onAccept: accept.mutate, onClaim: claim.mutate, onReopen: reopen.mutate };
  return (
    <>
      <PageHeader
        title={t("title")}
        description={mayWork ? t("description") : t("readOnly")}
        actions={
          <>
            <Button onClick={() => void setDeedsOpen(true)}>
              <History aria-hidden />
              {t("deeds.title")}
            </Button>
            <SavedViews page="queue" />
            {mayExport && (
              <Button asChild>
                <a href={queueExportPath(queueInput(state))} download>
                  <Download aria-hidden />
                  {t("export")}
                </a>
              </Button>
            )}
          </>
        }
      />
      <div className="mb-3">
        <SpeedToLead />
      </div>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <SegmentedControl
          label={t("view")}
          value={state.view}
          onValueChange={(view) => change({ view })}
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
      <QueueFilters state={state} setting={setting} onChange={change} />
      {query.error && !query.data && (
        <ErrorState
          requestId={query.error instanceof ApiError ? query.error.requestId : null}
          onRetry={() => void query.refetch()}
        />
      )}
      {!query.error && !query.data && <SkeletonRegion />}
      <Updating active={list.isUpdating}>
        {query.data && rows.length === 0 && (
          <QueueEmpty
            view={state.view}
            filtered={hasFilters(state)}
            hasActiveSheet={setting.hasActiveSheet}
            onClear={() => change(NO_FILTERS)}
            onShowAll={() => change({ view: "all" })}
          />
        )}
        {rows.length > 0 && (
          <QueueTable
            rows={rows}
            became={list.became}
            currentId={current}
            selection={mayReassign && !isDecided ? selection : null}
            mayWork={mayWork}
            myId={myId}
            now={now}
            isDecided={isDecided}
            onReject={(handover) => setRejecting([handover])}
            onOutcome={setOutcomeOf}
            {...act}
          />
        )}
      </Updating>
      {list.onMore && (
        <Button className="mt-3" onClick={list.onMore}>
          {t("more")}
        </Button>
      )}
      {chosen.length > 0 && (
        <BulkBar
          count={chosen.length}
          pending={bulk.isPending}
          mayWork={mayWork}
          reps={setting.reps}
          onClaim={() => bulk.mutate({ action: "claim", ids: chosen }, { onSuccess: clear })}
          onAccept={() => bulk.mutate({ action: "accept", ids: chosen }, { onSuccess: clear })}
          onReject={() =>
            setRejecting(rows.flatMap(({ handover }) => (selection.ids.has(handover.id) ? [handover] : [])))
          }
          onReassign={(member_id) =>
            bulk.mutate({ action: "reassign", ids: chosen, member_id }, { onSuccess: clear })
          }
          onClear={clear}
        />
      )}
      {opened && (
        <HandoverDrawer
          handover={opened}
          mayWork={mayWork}
          mayWrite={mayWrite}
          myId={myId}
          now={now}
          onClose={close}
          onClaim={claim.mutate}
          onRelease={release.mutate}
          onOutcome={setOutcomeOf}
          onAccept={(handover) => {
            close();
            accept.mutate(handover);
          }}
          onReject={(handover) => {
            close();
            setRejecting([handover]);
          }}
        />
      )}
      {outcomeOf && (
        <OutcomeDialog
          lead={outcomeOf.lead}
          name={nameOf(outcomeOf)}
          currency={setting.currency}
          onClose={() => setOutcomeOf(null)}
        />
      )}
      {deedsOpen && <DeedsDrawer onClose={() => void setDeedsOpen(false)} onUndone={shown.refresh} />}
      {rejecting.length > 0 && (
        <RejectDialog
          handovers={rejecting}
          reasons={setting.reasons}
          onReject={(given) => {
            const [only] = rejecting;
            if (rejecting.length === 1 && only) reject.mutate({ handover: only, ...given });
            else
              bulk.mutate(
                { action: "reject", ids: rejecting.map(({ id }) => id), ...given },
                { onSuccess: clear },
              );
          }}
          onClose={() => setRejecting([])}
        />
      )}
    </>
  );
}
