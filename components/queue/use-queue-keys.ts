"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Handover } from "#lib/queue/schemas.ts";
import { useShortcut } from "#lib/shortcuts/use-shortcuts.ts";

interface QueueKeys {
  rows: readonly Handover[];
  enabled: boolean;
  mayWork: boolean;
  onOpen: (handover: Handover) => void;
  onAccept: (handover: Handover) => void;
  onReject: (handover: Handover) => void;
  onClaim: (handover: Handover) => void;
  onOutcome: (handover: Handover) => void;
  onSelect: (handover: Handover) => void;
  onUndo: () => void;
}

/** Works the queue by keys; returns the id of the row in hand, which stays at its place when its lead is decided. */
export function useQueueKeys({
  rows,
  enabled,
  mayWork,
  onOpen,
  onAccept,
  onReject,
  onClaim,
  onOutcome,
  onSelect,
  onUndo,
}: QueueKeys): number | null {
  const t = useTranslations("Queue.keys");
  const [place, setPlace] = useState(-1);
  const current = rows[Math.min(place, rows.length - 1)];
  const group = t("group");
  const go = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, place + by));
    setPlace(next);
    const id = rows[next]?.id;
    document.querySelector(`[data-handover="${id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const withCurrent = (act: (handover: Handover) => void) => () => {
    if (current) act(current);
  };
  const decides = (act: (handover: Handover) => void) =>
    withCurrent((handover) => {
      if (handover.state === "open") act(handover);
    });
  const works = enabled && mayWork;
  useShortcut({ id: "queue-next", keys: "j", label: t("next"), group, enabled, run: () => go(1) });
  useShortcut({ id: "queue-previous", keys: "k", label: t("previous"), group, enabled, run: () => go(-1) });
  useShortcut({
    id: "queue-open",
    keys: "enter",
    label: t("details"),
    group,
    enabled,
    run: withCurrent(onOpen),
  });
  useShortcut({
    id: "queue-accept",
    keys: "a",
    label: t("accept"),
    group,
    enabled: works,
    run: decides(onAccept),
  });
  useShortcut({
    id: "queue-reject",
    keys: "r",
    label: t("reject"),
    group,
    enabled: works,
    run: decides(onReject),
  });
  useShortcut({
    id: "queue-claim",
    keys: "c",
    label: t("claim"),
    group,
    enabled: works,
    run: decides(onClaim),
  });
  useShortcut({
    id: "queue-outcome",
    keys: "o",
    label: t("outcome"),
    group,
    enabled: works,
    run: withCurrent(onOutcome),
  });
  useShortcut({ id: "queue-select", keys: "x", label: t("select"), group, enabled, run: decides(onSelect) });
  useShortcut({ id: "queue-undo", keys: "z", label: t("undo"), group, enabled, run: onUndo });
  return current?.id ?? null;
}
