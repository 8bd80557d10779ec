"use client";

import { useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDuration } from "#components/queue/duration.ts";
import { speedQuery } from "#lib/sla/api.ts";

/** One line for the top of the queue: how soon sales answers, with how many that is known of. */
export function SpeedToLead() {
  const t = useTranslations("Sla");
  const duration = useDuration();
  const { data } = useQuery(speedQuery());
  if (!data) return <p className="min-h-5" />;
  const { n, days, median_seconds: wall, median_working_seconds: working, on_time: onTime } = data;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
      <Gauge aria-hidden className="size-4 shrink-0" />
      {wall === null || working === null ? (
        <span>{t("speedNone", { days })}</span>
      ) : (
        <>
          <span>
            {t.rich("speed", {
              time: duration(working),
              wall: duration(wall),
              b: (chunks) => <strong className="font-semibold text-foreground tabular-nums">{chunks}</strong>,
            })}
          </span>
          <span>{t("speedOf", { n, days })}</span>
          {onTime.n > 0 && <span>{t("onTime", { met: onTime.met, n: onTime.n })}</span>}
        </>
      )}
    </p>
  );
}
