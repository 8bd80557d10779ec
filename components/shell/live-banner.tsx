"use client";

import { CloudOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useLive } from "./use-live.ts";
import { useLiveNews } from "./use-live-news.ts";

/** Brings what others do onto the screen, and says when it no longer does. */
export function LiveBanner() {
  const t = useTranslations("Shell.live");
  const format = useFormatter();
  const { status, lastAt } = useLive();
  useLiveNews();
  return (
    <div role="status">
      {status === "paused" && (
        <p className="flex items-center justify-center gap-2 bg-caution-tint px-4 py-1.5 text-caution text-sm">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {lastAt === null
            ? t("pausedNever")
            : t("paused", { time: format.dateTime(lastAt, { timeStyle: "short" }) })}
        </p>
      )}
    </div>
  );
}
