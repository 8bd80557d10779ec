"use client";

import { Check, Undo2, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { ScoreLabel } from "#components/leads/score-label.tsx";
import { useReasonText } from "#components/rejection-reasons/use-reason-text.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";
import type { Handover } from "#lib/queue/schemas.ts";
import { useDuration } from "./duration.ts";
import { useLeadName } from "./use-lead-name.ts";

export interface RowActions {
  onOpen: (handover: Handover) => void;
  onAccept: (handover: Handover) => void;
  onReject: (handover: Handover) => void;
  onReopen: (handover: Handover) => void;
}

/** Cells that a phone has no room for: a row is a card there, whose first cell says the same. */
export const WIDE = "hidden md:table-cell";

interface QueueRowProps extends RowActions {
  handover: Handover;
  /** Highlighted by J and K. */
  current: boolean;
  /** Decided or moved since it was shown; it keeps its place until the list is refreshed. */
  gone: boolean;
  mayWork: boolean;
  isDecided: boolean;
  myId: number | null;
  now: Date;
}

export function QueueRow({
  handover,
  current,
  gone,
  mayWork,
  isDecided,
  myId,
  now,
  ...actions
}: QueueRowProps) {
  const t = useTranslations("Queue");
  const format = useFormatter();
  const nameOf = useLeadName();
  const duration = useDuration();
  const { lead, last_act: act, owner } = handover;
  const name = nameOf(handover);
  const isOpen = handover.state === "open";
  const ownerName = owner ? (owner.id === myId ? t("you") : owner.name) : t("unclaimed");
  return (
    <TableRow
      selected={current}
      aria-selected={current}
      data-handover={handover.id}
      className={cn("scroll-mt-12 max-md:block max-md:border-b max-md:last:border-b-0", gone && "opacity-60")}
    >
      <TableCell className="max-w-44 py-1 max-md:block max-md:h-auto max-md:max-w-none max-md:border-b-0 max-md:pt-3">
        <button
          type="button"
          onClick={() => actions.onOpen(handover)}
          className="block max-w-full truncate py-0.5 text-left font-medium text-accent underline underline-offset-2"
        >
          {name}
        </button>
        {lead.email && lead.email !== name && (
          <span className="block truncate text-muted text-sm">{lead.email}</span>
        )}
        <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm md:hidden">
          <GroupBadge tone={handover.tone}>{handover.group_name ?? t("none")}</GroupBadge>
          <span className="font-medium tabular-nums">
            {handover.score_now === null ? t("noScore") : format.number(handover.score_now)}
          </span>
          <ScoreLabel label={handover.label} />
          <span className="text-muted">{duration(handover.waiting_seconds)}</span>
          <span className="text-muted">{ownerName}</span>
        </span>
        <Reasons handover={handover} className="mt-2 md:hidden" />
      </TableCell>
      <TableCell className={WIDE}>
        <span className="flex flex-col items-start gap-1">
          <GroupBadge tone={handover.tone}>{handover.group_name ?? t("none")}</GroupBadge>
          <ScoreLabel label={handover.label} />
        </span>
      </TableCell>
      <TableCell numeric className={WIDE}>
        {handover.score_now === null ? t("noScore") : format.number(handover.score_now)}
        {handover.score_then !== null && handover.score_then !== handover.score_now && (
          <span className="block whitespace-nowrap text-muted text-sm">
            {t("then", { n: handover.score_then })}
          </span>
        )}
      </TableCell>
      <TableCell numeric className={WIDE}>
        {handover.delta_7d === null
          ? t("none")
          : format.number(handover.delta_7d, { signDisplay: "exceptZero" })}
      </TableCell>
      <TableCell className={cn(WIDE, "min-w-44 max-w-52 py-1")}>
        <Reasons handover={handover} />
      </TableCell>
      <TableCell className={cn(WIDE, "max-w-36")}>
        {act ? (
          <>
            <span className="block truncate">{act.name}</span>
            <span className="block text-muted text-sm">{format.relativeTime(new Date(act.at), now)}</span>
          </>
        ) : (
          t("none")
        )}
      </TableCell>
      <TableCell className={cn(WIDE, "max-w-36")}>
        <span className="block whitespace-nowrap">{duration(handover.waiting_seconds)}</span>
        <span className="block truncate text-muted text-sm">{ownerName}</span>
      </TableCell>
      {(isDecided || mayWork) && (
        <TableCell
          className={cn(
            "max-md:block max-md:h-auto max-md:border-b-0 max-md:pt-2 max-md:pb-3",
            !isDecided
              ? "md:sticky md:right-0 md:border-l md:bg-raised md:group-hover/row:bg-surface md:group-data-selected/row:bg-accent-tint"
              : "md:min-w-52",
          )}
        >
          {gone ? (
            <span className="text-muted">{t("gone")}</span>
          ) : isOpen ? (
            <span className="flex gap-1">
              {mayWork && (
                <>
                  <Button size="sm" variant="primary" onClick={() => actions.onAccept(handover)}>
                    <Check aria-hidden />
                    {t("accept")}
                  </Button>
                  <IconButton
                    size="sm"
                    variant="secondary"
                    label={t("reject")}
                    onClick={() => actions.onReject(handover)}
                  >
                    <X aria-hidden />
                  </IconButton>
                </>
              )}
            </span>
          ) : (
            <DecisionCell handover={handover} mayUndo={mayWork} onReopen={actions.onReopen} />
          )}
        </TableCell>
      )}
    </TableRow>
  );
}

/** The rules that gave most, with their points. */
function Reasons({ handover, className }: { handover: Handover; className?: string }) {
  const format = useFormatter();
  return (
    <ul className={className}>
      {handover.reasons.map((reason) => (
        <li key={reason.rule} className="flex items-baseline gap-2 text-sm">
          <span className="w-9 shrink-0 text-right tabular-nums max-md:text-left">
            {format.number(reason.points, { signDisplay: "exceptZero", maximumFractionDigits: 0 })}
          </span>
          <span className="text-muted md:truncate">{reason.name}</span>
        </li>
      ))}
    </ul>
  );
}

interface DecisionCellProps {
  handover: Handover;
  mayUndo: boolean;
  onReopen: (handover: Handover) => void;
}

function DecisionCell({ handover, mayUndo, onReopen }: DecisionCellProps) {
  const t = useTranslations("Queue");
  const { toText: say } = useReasonText();
  const { state, decided_by: by, reason } = handover;
  const verb = state === "accepted" ? "accepted" : "rejected";
  return (
    <span className="flex items-center justify-between gap-2">
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {by ? t(`${verb}By`, { name: by.name }) : t(`${verb}Bare`)}
        {reason && <span className="block text-muted text-sm">{say(reason)}</span>}
      </span>
      {mayUndo && (
        <Button size="sm" onClick={() => onReopen(handover)}>
          <Undo2 aria-hidden />
          {t("undo")}
        </Button>
      )}
    </span>
  );
}
