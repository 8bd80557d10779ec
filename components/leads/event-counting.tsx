"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { leadKeys } from "#lib/leads/api.ts";
import type { TimelineItem } from "#lib/leads/timeline-schemas.ts";
import { putEventDecision } from "#lib/traffic/api.ts";

type Event = Extract<TimelineItem, { kind: "event" }>;

/** Why an event does not count, or that somebody let it count. */
export function CountingNote({ item: { ignored, by_hand } }: { item: Event }) {
  const t = useTranslations("Lead.timeline");
  if (ignored) {
    return (
      <p className="text-caution text-sm [overflow-wrap:anywhere]">
        {t(`ignored.${ignored.reason}`, { pattern: ignored.pattern ?? "" })}
      </p>
    );
  }
  return by_hand ? <p className="text-muted text-sm">{t("countsByHand")}</p> : null;
}

/** Lets an event count, or not; the score follows at once. */
export function DecideEvent({ lead, item: { id, name, at, ignored } }: { lead: string; item: Event }) {
  const t = useTranslations("Lead.timeline");
  const format = useFormatter();
  const queries = useQueryClient();
  const counts = ignored !== null;
  const decide = useMutation({
    mutationFn: () => putEventDecision(lead, id, counts),
    onSuccess: () => {
      showToast("success", t(counts ? "decidedCounts" : "decidedNot"));
      return queries.invalidateQueries({ queryKey: leadKeys.all });
    },
    onError: () => showToast("error", t("decideFailed")),
  });
  const when = format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  return (
    <Button
      size="sm"
      variant="ghost"
      className="shrink-0"
      pending={decide.isPending}
      aria-label={t(counts ? "letCountLabel" : "letNotCountLabel", { event: name, when })}
      onClick={() => decide.mutate()}
    >
      {t(counts ? "letCount" : "letNotCount")}
    </Button>
  );
}
