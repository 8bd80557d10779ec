"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { Run } from "#lib/actions/schemas.ts";

const TONES = { waiting: "caution", done: "success", skipped: "neutral", failed: "danger" } as const;

/** Where a run stands: with the reason where it did not do what it was to do, and when it is tried next. */
export function RunState({ run }: { run: Run }) {
  const t = useTranslations("Actions");
  const format = useFormatter();
  const isRetry = run.state === "waiting" && run.attempts > 0;
  return (
    <div className="flex flex-col items-start gap-1">
      <Badge tone={TONES[run.state]}>{t(`states.${run.state}`)}</Badge>
      {run.skipped !== null && <span className="text-sm">{whySkipped(run.skipped)}</span>}
      {run.error !== null && <span className="text-sm [overflow-wrap:anywhere]">{run.error}</span>}
      {isRetry && run.next_at !== null && (
        <span className="text-muted text-sm">
          {t("retry", {
            attempts: run.attempts,
            time: format.dateTime(new Date(run.next_at), { timeStyle: "medium" }),
          })}
        </span>
      )}
    </div>
  );

  function whySkipped(code: string): string {
    const key = `skipped.${code}` as Parameters<typeof t.has>[0];
    return t.has(key) ? t(key as never) : code;
  }
}
