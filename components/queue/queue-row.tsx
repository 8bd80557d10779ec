"use client";

import { Check, Flag, Hand, Undo2, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { ScoreLabel } from "#components/leads/score-label.tsx";
import { useReasonText } from "#components/rejection-reasons/use-reason-text.ts";
import { SlaClock } from "#components/routing/sla-clock.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
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
  onClaim: (handover: Handover) => void;
  onOutcome: (handover: Handover) => void;
}

/** Cells that a phone or a tablet has no room for: a row is a card there, whose first cell says the same. */
export const WIDE = "hidden lg:table-cell";
/** What a narrow window leaves out, so that the actions cover nothing. */
export const ROOMY = "hidden xl:table-cell";
/** What gives way to the words of a decision. */
export const undecided = (isDecided: boolean) => (isDecided ? "hidden 2xl:table-cell" : ROOMY);

interface QueueRowProps extends RowActions {
  handover: Handover;
  /** Highlighted by J and K. */
  current: boolean;
  /** Decided or moved since it was shown; it keeps its place until the list is refreshed. */
  gone: boolean;
  /** What became of it, where it is gone and that is known. */
  became: Handover | undefined;
  /** Null: rows cannot be chosen here. */
  chosen: boolean | null;
  onChoose: ((id: number, range: boolean) => void) | undefined;
  mayWork: boolean;
  isDecided: boolean;
  myId: number | null;
  now: Date;
}

export function QueueRow({
  handover,
  current,
  gone,
  became,
  chosen,
  onChoose,
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
  const clock = handover.sla ? (
    <SlaClock sla={handover.sla} at={handover.at} now={now} />
  ) : (
    <span className="block whitespace-nowrap">{duration(handover.waiting_seconds)}</span>
  );
  return (
    <TableRow
      selected={current}
      aria-selected={current}
      data-handover={handover.id}
      className={cn("scroll-mt-12 max-lg:block max-lg:border-b max-lg:last:border-b-0", gone && "opacity-60")}
    >
      <TableCell className="max-w-44 py-1 lg:max-xl:max-w-60 max-lg:block max-lg:h-auto max-lg:max-w-none max-lg:border-b-0 max-lg:pt-3">
        <span className="flex items-center gap-2">
          {chosen !== null && (
            <Checkbox
              aria-label={t("bulk.choose", { name })}
              checked={chosen}
              disabled={gone || !isOpen}
              onClick={(event) => onChoose?.(handover.id, event.shiftKey)}
            />
          )}
          <button
            type="button"
            onClick={() => actions.onOpen(handover)}
            className="block min-w-0 truncate py-0.5 text-left font-medium text-accent underline underline-offset-2"
          >
            {name}
          </button>
        </span>
        {lead.email && lead.email !== name && (
          <span className="block truncate text-muted text-sm">{lead.email}</span>
        )}
        <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm lg:hidden">
          <GroupBadge tone={handover.tone}>{handover.group_name ?? t("none")}</GroupBadge>
          <span className="font-medium tabular-nums">
            {handover.score_now === null ? t("noScore") : format.number(handover.score_now)}
          </span>
          <ScoreLabel label={handover.label} />
          {clock}
          <span className="text-muted">{ownerName}</span>
        </span>
        <Reasons handover={handover} className="mt-2 xl:hidden" />
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
        {handover.likelihood !== null && (
          <span className="block whitespace-nowrap text-muted text-sm">
            {t("likely", { share: handover.likelihood })}
          </span>
        )}
      </TableCell>
      <TableCell numeric className={undecided(isDecided)}>
        {handover.delta_7d === null
          ? t("none")
          : format.number(handover.delta_7d, { signDisplay: "exceptZero" })}
      </TableCell>
      <TableCell className={cn(ROOMY, "min-w-40 max-w-44 py-1")}>
        <Reasons handover={handover} />
      </TableCell>
      <TableCell className={cn(undecided(isDecided), "max-w-28")}>
        {act ? (
          <>
            <span className="block truncate">{act.name}</span>
            <span className="block text-muted text-sm">{format.relativeTime(new Date(act.at), now)}</span>
          </>
        ) : (
          t("none")
        )}
      </TableCell>
      <TableCell className={cn(WIDE, !isDecided && "max-w-36")}>
        {clock}
        <span className="block truncate text-muted text-sm">{ownerName}</span>
      </TableCell>
      {(isDecided || mayWork) && (
        <TableCell
          className={cn(
            "max-lg:block max-lg:h-auto max-lg:border-b-0 max-lg:pt-2 max-lg:pb-3",
            !isDecided
              ? "lg:sticky lg:right-0 lg:border-l lg:bg-raised lg:group-hover/row:bg-surface lg:group-data-selected/row:bg-accent-tint"
              : "lg:min-w-52",
          )}
        >
          {gone ? (
            <Gone became={became} myId={myId} />
          ) : isOpen ? (
            <OpenActions handover={handover} mayWork={mayWork} myId={myId} {...actions} />
          ) : (
            <DecisionCell handover={handover} mayUndo={mayWork} {...actions} />
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
          <span className="w-9 shrink-0 text-right tabular-nums max-lg:text-left">
            {format.number(reason.points, { signDisplay: "exceptZero", maximumFractionDigits: 0 })}
          </span>
          <span className="text-muted lg:truncate">{reason.name}</span>
        </li>
      ))}
    </ul>
  );
}

/** What can be done to a lead that waits and is the reader's or nobody's. */
function OpenActions({
  handover,
  mayWork,
  myId,
  ...actions
}: RowActions & { handover: Handover; mayWork: boolean; myId: number | null }) {
  const t = useTranslations("Queue");
  const isFree = handover.owner === null;
  if (!mayWork || !(isFree || handover.owner?.id === myId)) return null;
  return (
    <span className="flex gap-1">
      {isFree && (
        <IconButton
          size="sm"
          variant="secondary"
          label={t("claim")}
          onClick={() => actions.onClaim(handover)}
        >
          <Hand aria-hidden />
        </IconButton>
      )}
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
    </span>
  );
}

/** What became of a row that keeps its place although it has left the list. */
function Gone({ became, myId }: { became: Handover | undefined; myId: number | null }) {
  const t = useTranslations("Queue");
  const by = became?.decided_by ?? null;
  const owner = became?.owner ?? null;
  const text =
    became === undefined
      ? null
      : became.state === "open"
        ? owner && t("claimedBy", { name: owner.id === myId ? t("you") : owner.name })
        : by && t(`${became.state}By`, { name: by.name });
  return (
    <span className="text-muted [overflow-wrap:anywhere]">
      {t("gone")}
      {text && <span className="block text-sm">{text}</span>}
    </span>
  );
}

interface DecisionCellProps extends Pick<RowActions, "onReopen" | "onOutcome"> {
  handover: Handover;
  mayUndo: boolean;
}

function DecisionCell({ handover, mayUndo, onReopen, onOutcome }: DecisionCellProps) {
  const t = useTranslations("Queue");
  const { toText: say } = useReasonText();
  const { state, decided_by: by, reason } = handover;
  const verb = state === "accepted" ? "accepted" : "rejected";
  return (
    <span className="flex items-center justify-between gap-2">
      <span className="min-w-24 [overflow-wrap:anywhere]">
        {by ? t(`${verb}By`, { name: by.name }) : t(`${verb}Bare`)}
        {reason && <span className="block text-muted text-sm">{say(reason)}</span>}
      </span>
      {mayUndo && (
        <span className="flex gap-1">
          {state === "accepted" && (
            <IconButton
              size="sm"
              variant="secondary"
              label={t("outcome")}
              onClick={() => onOutcome(handover)}
            >
              <Flag aria-hidden />
            </IconButton>
          )}
          <Button size="sm" onClick={() => onReopen(handover)}>
            <Undo2 aria-hidden />
            {t("undo")}
          </Button>
        </span>
      )}
    </span>
  );
}
