"use client";

import { CircleCheck, Clock, ClockAlert, type LucideIcon } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useDuration } from "#components/queue/duration.ts";
import { Badge, type BadgeProps } from "#components/ui/badge.tsx";
import type { SlaClock as Clocked } from "#lib/sla/schemas.ts";
import { openState } from "#lib/sla/sla-state.ts";

const LOOKS: Record<NonNullable<Clocked>["state"], { tone: BadgeProps["tone"]; icon: LucideIcon }> = {
  ok: { tone: "neutral", icon: Clock },
  soon: { tone: "caution", icon: Clock },
  late: { tone: "danger", icon: ClockAlert },
  met: { tone: "success", icon: CircleCheck },
  missed: { tone: "neutral", icon: ClockAlert },
};

export interface SlaClockProps {
  sla: Clocked;
  /** When the lead was handed over (ISO); the clock runs from there. */
  at: string;
  /** The present, from `useNow` with an interval: an open clock goes on between two answers of the server. */
  now: Date;
}

/** How long sales has left to answer, or whether it did in time; nothing where there is no target. */
export function SlaClock({ sla, at, now }: SlaClockProps) {
  const t = useTranslations("Sla");
  const format = useFormatter();
  const duration = useDuration();
  if (!sla) return null;
  const due = new Date(sla.due_at);
  const answered = sla.state === "met" || sla.state === "missed";
  const state = answered ? sla.state : openState(Date.parse(at), due.getTime(), now.getTime());
  const { tone, icon: Icon } = LOOKS[state];
  const time = duration(Math.abs(due.getTime() - now.getTime()) / 1000);
  return (
    <Badge
      tone={tone}
      title={t("dueAt", { date: format.dateTime(due, { dateStyle: "medium", timeStyle: "short" }) })}
    >
      <Icon aria-hidden />
      {t(`states.${state}`, { time })}
    </Badge>
  );
}
